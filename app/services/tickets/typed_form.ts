import type { HttpContext } from '@adonisjs/core/http'
import { listStaged } from '#services/comments/list_staged'

/** What was typed, and the files that came with it or before it: they wait for the next try. */
export async function typedForm({ auth, request, staged }: HttpContext) {
  const form = request.except(['_csrf'])
  const ids = [form.files ?? [], form.made ?? [], (staged?.files ?? []).map(({ id }) => id)]
    .flat()
    .map(Number)
  const keptFiles = await listStaged(ids.filter(Number.isSafeInteger), auth.getUserOrFail())
  return { form, keptFiles }
}
