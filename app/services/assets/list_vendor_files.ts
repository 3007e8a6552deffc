/**
 * The only files of other people's packages that browsers may have: served path to package and file.
 * Chart.js has no single-file module, but its UMD file also runs as a module and sets `globalThis.Chart`; tus likewise.
 */
export function listVendorFiles(): Record<string, [packageName: string, file: string]> {
  return {
    'vendor/htmx.js': ['htmx.org', 'dist/htmx.esm.min.js'],
    'vendor/hx-alpine-compat.js': ['htmx.org', 'dist/ext/hx-alpine-compat.min.js'],
    'vendor/hx-sse.js': ['htmx.org', 'dist/ext/hx-sse.min.js'],
    'vendor/alpine.js': ['@alpinejs/csp', 'dist/module.esm.min.js'],
    'vendor/tus.js': ['tus-js-client', 'dist/tus.min.js'],
    'vendor/chart.js': ['chart.js', 'dist/chart.umd.min.js'],
  }
}
