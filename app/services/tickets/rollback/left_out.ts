/** Something of a point that a rollback does not bring back. The words stand in rollback.json under `left_out`. */
export interface LeftOut {
  /** What: a key of activity.json under `fields`, or of rollback.json under `what`. */
  field: string
  /** Which: a person, a product, a file. */
  name?: string
  why: LeftOutReason
}

export type LeftOutReason =
  | 'product_retired'
  | 'product_gone'
  | 'type_retired'
  | 'type_gone'
  | 'does_not_fit'
  | 'frozen'
  | 'file_gone'
  | 'file_merged'
  | 'too_many_files'
  | 'person_left'
  | 'person_moved'
  | 'person_asked'
  | 'not_yours_to_assign'
  | 'closed_people'
  | 'no_start'
  | 'not_yours_to_set'
  | 'transfer_stays'
  | 'confirm_again'
