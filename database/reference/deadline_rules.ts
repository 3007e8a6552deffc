/** Hours a creative ticket may take once it is approved and assigned (shared/workflows, deadline hours). */
export const deadlineRules = [
  { workflow: 'creative', priority: 'urgent', criteria: 'video', hours: 3 },
  { workflow: 'creative', priority: 'urgent', criteria: 'image', hours: 2 },
  { workflow: 'creative', priority: 'high', criteria: null, hours: 24 },
  { workflow: 'creative', priority: 'medium', criteria: null, hours: 72 },
  { workflow: 'creative', priority: 'low', criteria: null, hours: 168 },
]
