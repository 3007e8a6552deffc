/** Words of somebody of the desk, or of a guest by his name. */
export interface Written {
  author_id: number | null
  guest_id: number | null
  guest_name: string | null
  created_at: Date
}
