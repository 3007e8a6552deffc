import { appUrl } from '#config/app'

/**
 * Where a person wanted to go before signing in, if it is a path of this desk; else `otherwise`. Browsers drop tabs and
 * line breaks and read a backslash as a slash, so a path with either is no path.
 */
export function safeBack(back: unknown, otherwise = '/'): string {
  if (typeof back !== 'string' || back.length > 2000) return otherwise
  if (!/^\/(?!\/)[^\\\p{Cc}]*$/u.test(back)) return otherwise
  if (!URL.canParse(back, appUrl)) return otherwise
  return new URL(back, appUrl).origin === new URL(appUrl).origin ? back : otherwise
}
