/** Hours a creative ticket may take once it is approved and assigned (shared/workflows, deadline hours). */
export const deadlineRules = [
  { workflow: 'creative', priority: 'urgent', criteria: 'video', hours: 3 },
  { workflow: 'creative', priority: 'urgent', criteria: 'image', hours: 2 },
  { workflow: 'creative', priority: 'high', criteria: null, hours: 24 },
  { workflow: 'creative', priority: 'medium', criteria: null, hours: 72 },
  { workflow: 'creative', priority: 'low', criteria: null, hours: 168 },
]

/** Support: hours to the resolution and to the first answer, both from creation. */
export const supportRules = [
  { workflow: 'support', priority: 'urgent', criteria: null, hours: 2, response_hours: 0.5 },
  { workflow: 'support', priority: 'high', criteria: null, hours: 8, response_hours: 2 },
  { workflow: 'support', priority: 'medium', criteria: null, hours: 24, response_hours: 8 },
  { workflow: 'support', priority: 'low', criteria: null, hours: 48, response_hours: 24 },
]
