import { paperColours } from '#services/charts/paper_colours'

/** The style of a drawing that stands alone, this wide: what chart.css says, in the light colours. */
export function paperStyle(width: number): string {
  const colours = paperColours()
  const ink = (name: string) => colours.get(name)!
  const tones = [...colours].flatMap(([name, colour]) => [
    `.fill-${name},.point-${name}{fill:${colour}}`,
    `.point-${name}{stroke:${ink('surface')}}`,
    `.line-${name}{stroke:${colour};fill:none;stroke-width:2;stroke-linecap:round}`,
    `.hollow-${name}{fill:${ink('surface')};stroke:${colour};stroke-width:1.5}`,
  ])
  return [
    width < 432 ? '.wide{display:none}' : '.narrow{display:none}',
    width < 272 ? '.between{display:none}' : '',
    `text{font-family:Inter;font-size:12px;fill:${ink('ink-2')}}`,
    `.name{fill:${ink('ink')}}.value{fill:${ink('ink')};font-weight:600}.axis{font-size:11px}`,
    `.title{font-size:15px;font-weight:600;fill:${ink('ink')}}.big{font-size:24px;font-weight:600;fill:${ink('ink')}}`,
    `.grid{stroke:${ink('line')}}.base{stroke:${ink('line-button')}}`,
    `.hatch{stroke:${ink('surface')};stroke-width:1.5;fill:none}.dots{stroke-width:3;stroke-linecap:round}`,
    `.none{fill:${ink('sunken')}}.empty-ring{fill:none;stroke:${ink('sunken')}}`,
    `.slice{stroke:${ink('surface')};stroke-width:1.5}`,
    ...tones,
  ].join('')
}
