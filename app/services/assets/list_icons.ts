/** Outlines of @tabler/icons that pages may use, by Tabler's names. Add a name here before using it. */
export function listIcons(): string[] {
  return ICONS
}

const ICONS = `
activity adjustments-horizontal alert-triangle archive arrow-back-up arrow-down arrow-left arrow-right arrow-up
arrows-sort at bell bell-off bolt bookmark bookmark-plus brand-telegram broadcast bug building bulb calendar
calendar-event camera chart-bar check checks chevron-down chevron-left chevron-right chevron-up clipboard-list clock
copy device-desktop device-mobile devices dots download external-link eye eye-off file file-text file-type-pdf file-zip
filter flag git-merge help history home id-badge-2 inbox info-circle key keyboard layout-dashboard layout-grid link
list-check list-details lock lock-open login logout mail mail-opened menu-2 message message-circle microphone moon
movie music notes package paperclip password pencil photo pin player-pause player-play plus printer receipt refresh
restore rotate search send server settings shield shield-check signature sort-ascending sort-descending sparkles
speakerphone star sun table tag template tool trash trash-x unlink upload user user-check user-circle user-minus user-plus user-x
users users-group versions video world x zoom-in
`
  .trim()
  .split(/\s+/)
