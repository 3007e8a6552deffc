import Department from '#models/department'
import RequestType from '#models/request_type'
import { system } from '#services/actor'
import { saveRequestType } from '#services/master_data/save_request_type'

/** What the organisation set up for its support desk before the first ticket; the clock stands at its first day. */
export async function prepareDesk(): Promise<void> {
  await nestTypes()
}

const BELOW_TECHNICAL = [
  {
    name: 'Access and passwords',
    icon: 'key',
    hint: 'Which system, whose account, and since when?',
  },
  {
    name: 'Laptops and phones',
    icon: 'device-desktop',
    hint: 'Which device, and what does it do or not do?',
  },
  { name: 'Network', icon: 'world', hint: 'Where, since when, and who else has it?' },
]

/** Technical becomes a heading: people choose what it is about. */
async function nestTypes() {
  const heading = await RequestType.findBy('key', 'technical')
  const it = await Department.findBy('name', 'IT')
  if (!heading?.isActive || !it) return
  const present = await RequestType.query().where('parentId', heading.id)
  if (present.length > 0) return
  for (const [position, { name, icon, hint }] of BELOW_TECHNICAL.entries()) {
    const form = { workflow: heading.workflow, name, icon, parentId: heading.id, isActive: true }
    await saveRequestType(
      null,
      { ...form, descriptionHint: hint, handlingDepartmentId: it.id, position },
      system
    )
  }
}
