/** When a department works. Without one it works round the clock. */
export interface BusinessCalendar {
  /** IANA name; the hours below are wall-clock times in it. */
  zone: string
  /** Hours by weekday, 1 is Monday and 7 Sunday; a day that is missing is free. `24:00` ends a day. */
  hours: Partial<Record<number, { from: string; to: string }[]>>
  /** Days on which nobody works, as `YYYY-MM-DD` in the zone. */
  holidays: readonly string[]
}

/** A stretch of time, in milliseconds since 1970, in which people work, or why they do not. */
export interface Piece {
  from: number
  to: number
  kind: 'work' | 'off_hours' | 'free_day' | 'holiday'
}
