import { prepareFirstAdmin } from '#services/accounts/prepare_first_admin'
import type User from '#models/user'
import { makePerson } from '#tests/support/people'
import { picture } from '#tests/support/pictures'
import { Seat, type Way } from '#tests/support/seat'

export const PASSPHRASE = 'four random words here'

/** Everybody who takes part, each in a browser of their own. */
export interface Company {
  maria: Seat
  ana: Seat
  ben: Seat
  kim: Seat
  joy: Seat
  olga: Seat
}

/** The first admin comes through the setup link that the first start printed. */
export async function setUpDesk(way: Way): Promise<Seat> {
  const { setupUrl } = await prepareFirstAdmin()
  const { pathname, search } = new URL(setupUrl!)
  const olga = await Seat.take(way)
  await olga.open(pathname + search)
  await olga.sees('A manager of Creative: until one is named, admins decide its step.')
  await writeIdentity(olga, { first: 'Olga', last: 'Reyes', username: 'olga', department: 'IT' })
  await olga.pressButton('Open the desk')
  await olga.arrives(/\/admin$/)
  await olga.hears('The desk is open.')
  return olga
}

/** The colleagues who are there already: a manager of each department and two creatives. */
export async function seatColleagues(
  way: Way
): Promise<Pick<Company, 'ana' | 'ben' | 'kim' | 'joy'>> {
  const seat = async (person: Promise<User>) => Seat.take(way, await person)
  return {
    ana: await seat(makePerson({ username: 'ana', role: 'manager', department: 'Marketing' })),
    ben: await seat(makePerson({ username: 'ben', role: 'manager', department: 'Creative' })),
    kim: await seat(makePerson({ username: 'kim', department: 'Creative' })),
    joy: await seat(makePerson({ username: 'joy', department: 'Creative' })),
  }
}

/** Maria asks for an account, waits, is let in and signs in. */
export async function join(way: Way, olga: Seat): Promise<Seat> {
  const maria = await Seat.take(way)
  await maria.open('/login')
  await maria.pressLink('Ask for an account')
  const form = { first: 'Maria', last: 'Santos', username: 'maria', department: 'Marketing' }
  await writeIdentity(maria, form)
  await maria.pressButton('Ask for an account')
  await maria.arrives(/\/register\/waiting$/)
  await maria.sees('Your account waits for approval')
  await signIn(maria)
  await maria.sees('Your account waits for an admin')

  await olga.open('/notifications')
  await olga.counts('notifications', 1)
  await olga.sees('Maria Santos registered and waits for an admin')
  await olga.open('/admin/users')
  await olga.pressButton('Approve')
  await olga.hears('Maria Santos is approved and was told.')

  await signIn(maria)
  await maria.arrives(/:\d+\/$/)
  await maria.sees(/Good (morning|afternoon|evening), Maria/)
  return maria
}

/** Maria asks for ads: three products, two files. */
export async function request(maria: Seat): Promise<number> {
  const { page, way } = maria
  await maria.open('/tickets/new')
  await maria.press(page.locator('.choice', { hasText: 'Ads' }))
  if (!way.script) await page.locator('[data-without-script] button').click()
  await maria.arrives(/type=ads/)
  await maria.write('Title', 'Payday push')
  await maria.write('Description', 'One clear line, live from **Thursday**.')
  const rows: [string, string][] = [
    ['Juan365 FB VID', '4'],
    ['JuanBINGO FB VID', '2'],
    ['DIGI ADS FB STATIC', '6'],
  ]
  for (const [index, [product, quantity]] of rows.entries()) {
    if (index > 0) await maria.pressButton('Add a product')
    await page.locator(`#items-${index}-productId`).selectOption({ label: product })
    await page.locator(`#items-${index}-quantity`).fill(quantity)
  }
  await maria.choose('Priority', 'High')
  if (way.script) await seePreview(maria)
  const files = ['key-visual.png', 'logo.png'].map(async (name, index) => ({
    name,
    mimeType: 'image/png',
    buffer: await picture(300 + index, 200),
  }))
  await page.setInputFiles('#files', await Promise.all(files))
  if (way.script) await page.locator('.upload img').nth(1).waitFor()
  await maria.pressButton('Send request')
  return maria.arrives(/\/tickets\/\d+$/)
}

async function seePreview({ page }: Seat) {
  await page.locator('.total', { hasText: '6 video, 6 image 12 pieces' }).waitFor()
  await page.locator('#next .facts', { hasText: '24 h' }).waitFor()
  await page.locator('#next .sign', { hasText: 'Ana Test' }).waitFor()
}

async function signIn(seat: Seat) {
  await seat.open('/login')
  await seat.write('Username or e-mail', 'maria')
  await seat.write('Password', PASSPHRASE)
  await seat.pressButton('Sign in')
}

async function writeIdentity(
  seat: Seat,
  form: { first: string; last: string; username: string; department: string }
) {
  await seat.write('First name', form.first)
  await seat.write('Last name', form.last)
  await seat.write('Username', form.username)
  await seat.write('E-mail', `${form.username}@desk.test`)
  await seat.choose('Department', form.department)
  await seat.write('Password', PASSPHRASE)
}
