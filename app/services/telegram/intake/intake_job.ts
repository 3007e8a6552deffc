/** The queue of the job that handles what the bot was told. */
export const INTAKE = 'telegram-intake'
