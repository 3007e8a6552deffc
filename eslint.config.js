import { configApp } from '@adonisjs/eslint-config'

export default configApp(
  { ignores: ['.adonisjs/**', 'data/**', 'build/**', 'database/schema.ts'] },
  {
    files: ['**/*.ts'],
    rules: {
      'no-console': 'error',
      '@typescript-eslint/no-explicit-any': 'off',
      // Reads faster than the parser that is usual for TypeScript, and prints the same.
      'prettier/prettier': ['error', { parser: 'babel-ts' }],
    },
  },
  { files: ['commands/**/*.ts', 'bin/**'], rules: { 'no-console': 'off' } }
)
