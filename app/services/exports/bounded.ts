import { MOST_EXPORTED, type ExportTable } from '#services/exports/exported'

/** Never more than a file takes, also where nobody counted: it breaks off rather than leave rows out unsaid. */
export function bounded({ pieces, ...table }: ExportTable): ExportTable {
  return {
    ...table,
    async *pieces(asking) {
      let count = 0
      for await (const rows of pieces(asking)) {
        count += rows.length
        if (count > MOST_EXPORTED) throw new RangeError('More rows than a file takes')
        yield rows
      }
    },
  }
}
