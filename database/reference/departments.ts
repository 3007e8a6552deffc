/** Departments of a new installation. */
export const departments = [
  { name: 'Creative', is_creative: true, description: 'Makes what the others ask for' },
  { name: 'Marketing', description: '' },
  { name: 'Sales', description: '' },
  { name: 'IT', description: '' },
  { name: 'Finance', description: '' },
  { name: 'HR', description: '' },
  { name: 'Operations', description: '' },
  { name: 'Customer Care', description: '' },
]
