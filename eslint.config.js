import { configApp } from '@adonisjs/eslint-config'

export default configApp(
  { ignores: ['.adonisjs/**', 'data/**', 'build/**', 'database/schema.ts'] },
  {
    files: ['**/*.ts'],
    rules: {
      'no-console': 'error',
      '@typescript-eslint/no-explicit-any': 'off',
    },
  },
  { files: ['commands/**/*.ts', 'bin/**'], rules: { 'no-console': 'off' } }
)
