/** Outlines of @tabler/icons that pages may use, by Tabler's names. Add a name here before using it. */
export function listIcons(): string[] {
  return ICONS
}

const ICONS = `
activity alert-triangle arrow-back-up arrow-right arrows-join at bell bell-off bookmark brand-telegram broadcast bug calendar camera chart-bar check
checks chevron-down chevron-left chevron-right chevron-up clock copy device-desktop device-mobile dots download eye
eye-off file file-text file-type-pdf file-zip filter flag hand-grab help history home inbox key layout-dashboard layout-grid
link list-check list-details lock logout mail mail-opened menu-2 message message-question movie music notes paperclip password pencil
photo player-pause player-play plus printer refresh restore rotate search send server settings signature sparkles speakerphone star
table tag template trash unlink upload user user-minus user-plus users versions video world x
arrow-up-right checklist columns-2 focus-centered link-off map-pin messages player-skip-back player-skip-forward pointer
rotate-clockwise scribble square timeline zoom-in zoom-out
`
  .trim()
  .split(/\s+/)
