import { BaseSchema } from '@adonisjs/lucid/schema'

/** What facts take from the times of a ticket (the view ticket_facts_now). */
const TIMES = ['processing', 'acknowledge', 'cycle', 'department', 'creative']

/** Most changes of the times of a ticket are moments, not lengths: its facts are not written again for those. */
export default class extends BaseSchema {
  async up() {
    const column = (row: string) => TIMES.map((name) => `${row}.${name}_seconds`).join(', ')
    this.schema.raw(`
      drop trigger ticket_times_facts on ticket_times;
      create trigger ticket_times_facts_made after insert on ticket_times
        for each row when (num_nonnulls(${column('new')}) > 0) execute function keep_ticket_facts();
      create trigger ticket_times_facts after update on ticket_times
        for each row when ((${column('old')}) is distinct from (${column('new')}))
        execute function keep_ticket_facts();
    `)
  }
}
