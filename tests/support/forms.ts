import db from '@adonisjs/lucid/services/db'
import Product from '#models/product'
import type User from '#models/user'
import { visit, type Answer, type Visitor } from '#tests/support/visitor'

type Fields = Record<string, string | number | (string | number)[]>

/** A person with the page of the new ticket form open, so that there is a token to send with. */
export async function askingAs(user: User): Promise<Visitor> {
  const visitor = await visit(user)
  await visitor.get('/tickets/new')
  return visitor
}

/** The id of a product of the reference data. */
export async function productId(name: string): Promise<number> {
  const product = await Product.findByOrFail('name', name)
  return product.id
}

/** A website banner as the form would send it; `undefined` leaves a field out. */
export async function bannerForm(changes: Record<string, Fields[string] | undefined> = {}) {
  return filled({
    type: 'website_banner',
    title: 'A banner for payday',
    description: 'One clear line.',
    productId: await productId('Juan365'),
    quantity: 2,
    criteria: 'image',
    priority: 'medium',
    ...changes,
  })
}

/** Ads with rows of [product name, quantity]. */
export async function adsForm(
  rows: [string | number, string | number][],
  changes: Record<string, Fields[string] | undefined> = {}
) {
  const form: Fields = { type: 'ads', title: 'Payday push', description: '', priority: 'high' }
  for (const [index, [product, quantity]] of rows.entries()) {
    form[`items[${index}][productId]`] =
      typeof product === 'string' ? await productId(product) : product
    form[`items[${index}][quantity]`] = quantity
  }
  return filled({ ...form, ...changes })
}

/** The number of tickets. */
export async function countTickets(): Promise<number> {
  const row = await db.from('tickets').count('* as count').first()
  return Number(row.count)
}

/** The number of the ticket that an answer redirects to. */
export function ticketIdOf(answer: Answer): number {
  return Number(answer.location?.match(/\/tickets\/(\d+)$/)?.[1])
}

/** The form as a multipart body, with files by name. */
export function withFiles(form: Fields, files: [string, Buffer | string][]): FormData {
  const body = new FormData()
  for (const [name, value] of Object.entries(form)) {
    for (const one of [value].flat()) body.append(name, String(one))
  }
  for (const [name, content] of files) {
    body.append('files', new Blob([content as any], { type: 'image/png' }), name)
  }
  return body
}

function filled(form: Record<string, Fields[string] | undefined>): Fields {
  return Object.fromEntries(
    Object.entries(form).filter(([, value]) => value !== undefined)
  ) as Fields
}
