/** What a browser knows a file by when it is chosen again. */
export const stampOf = ({ lastModified, size, name }) =>
  `${lastModified} ${size} ${name}`.slice(0, 200)
