/** A file as it is sent to browsers. */
export interface Asset {
  /** Path below the version folder, for example `js/app.js`. */
  path: string
  /** The Content-Type header. */
  type: string
  body: Buffer
  /** Hex SHA-256 of the body: names the ETag and the compressed copies on disk. */
  digest: string
  /** Read and compressed when it is asked for, and not before. */
  isLate?: boolean
}

/** Every file of one version; the version changes when any byte of any file does. */
export interface AssetSet {
  version: string
  files: Map<string, Asset>
  /** For each script of ours the other files it imports, all the way down, to load ahead. */
  imports: Map<string, string[]>
}

/** Where the set is read from and where its costly results are kept. */
export interface AssetPlaces {
  /** The application's root: holds `resources` and, here or above, `node_modules`. */
  root: string
  /** Directory for minified and compressed copies; made when it is missing. */
  cache: string
}

export type Encoding = 'br' | 'gzip'
