import type { Relation, Standing } from '#workflows/workflow'

const HOSTS: Relation[] = [
  'assignee',
  'collaborator',
  'requester',
  'requesting_manager',
  'handling_manager',
  'admin',
]

/** Makes and ends links for guests, reads what they write and answers: who does the work, who asked, and the managers of both. */
export function mayInvite({ relations }: Pick<Standing, 'relations'>): boolean {
  return HOSTS.some((relation) => relations.has(relation))
}
