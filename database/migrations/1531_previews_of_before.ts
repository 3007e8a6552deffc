import { BaseSchema } from '@adonisjs/lucid/schema'

/** Files in one go: whoever changes one of them meanwhile waits so long. */
const AT_ONCE = 5000

/**
 * Files that came before there were previews are drawn, too. Marked a few at a time, without locking anybody out; safe to
 * run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    this.schema.raw(`
      do $$
      declare
        last integer := (select max(id) from attachments);
        first integer := (select min(id) from attachments);
      begin
        while first <= last loop
          update attachments set preview = 'waiting'
            where id >= first and id < first + ${AT_ONCE} and preview is null and removed_at is null
              and (mime ~ '^(image|video|audio)/' or mime = 'application/pdf');
          commit;
          first := first + ${AT_ONCE};
        end loop;
      end $$
    `)
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}
