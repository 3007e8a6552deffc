const general = { product_mode: 'one', product_category: 'general', quantity_mode: 'ticket' }
const many = { product_mode: 'many', quantity_mode: 'product' }

/** Request types of the creative desk (shared/workflows). */
export const requestTypes = [
  {
    key: 'socmed_posting',
    name: 'Socmed Posting',
    icon: 'photo',
    ...general,
    criteria_mode: 'format',
    description_hint: 'What should the post say, and where and when does it go out?',
  },
  {
    key: 'website_banner',
    name: 'Website Banner (H5 & WEB)',
    icon: 'world',
    ...general,
    criteria_mode: 'manual',
    description_hint: 'Where does the banner stand, which sizes, and what does it say?',
  },
  {
    key: 'photoshoot',
    name: 'Photoshoot',
    icon: 'camera',
    ...general,
    criteria_mode: 'image',
    is_scheduled: true,
    description_hint: 'Place, people, and the pictures you need.',
  },
  {
    key: 'videoshoot',
    name: 'Videoshoot',
    icon: 'movie',
    ...general,
    criteria_mode: 'video',
    is_scheduled: true,
    description_hint: 'Place, people, script, and where the video is shown.',
  },
  {
    key: 'live_production',
    name: 'Live Production',
    icon: 'broadcast',
    ...general,
    criteria_mode: 'video',
    is_scheduled: true,
    description_hint: 'Show, host, start of the stream, and what must be on screen.',
  },
  {
    key: 'ads',
    name: 'Ads',
    icon: 'speakerphone',
    ...many,
    product_category: 'ads',
    criteria_mode: 'product',
    description_hint: 'One clear message: the offer, the line, and until when.',
  },
  {
    key: 'telegram_channel',
    name: 'Telegram Official Channel',
    icon: 'brand-telegram',
    ...many,
    product_category: 'telegram',
    criteria_mode: 'manual',
    description_hint: 'What goes to the channel, and when.',
  },
  {
    key: 'other_creative',
    name: 'Other',
    icon: 'sparkles',
    product_mode: 'none',
    quantity_mode: 'ticket',
    criteria_mode: 'optional',
    description_hint: 'Say what you need and what it is for.',
  },
].map((type, position) => ({ workflow: 'creative', ...type, position }))

/** Request types of the support desk, and the department that handles each. */
export const supportTypes = [
  {
    key: 'technical',
    name: 'Technical',
    icon: 'device-desktop',
    handled_by: 'IT',
    description_hint: 'What did you do, what did you expect, and what happened?',
  },
  {
    key: 'billing',
    name: 'Billing',
    icon: 'file-text',
    handled_by: 'Finance',
    description_hint: 'Which invoice or payment, and what is wrong with it?',
  },
  {
    key: 'general',
    name: 'General',
    icon: 'message',
    handled_by: 'Customer Care',
    description_hint: 'What would you like to know or have done?',
  },
  {
    key: 'bug',
    name: 'Bug',
    icon: 'bug',
    handled_by: 'IT',
    description_hint: 'Where, what did you see, and how can somebody else see it too?',
  },
  {
    key: 'feature_request',
    name: 'Feature request',
    icon: 'sparkles',
    handled_by: 'Customer Care',
    description_hint: 'What do you want to do, and what stands in the way today?',
  },
  {
    key: 'support',
    name: 'Support',
    icon: 'help',
    handled_by: 'Customer Care',
    description_hint: 'Say what you need help with.',
  },
  {
    key: 'other_support',
    name: 'Other',
    icon: 'dots',
    handled_by: 'Customer Care',
    description_hint: 'Say what it is about.',
  },
].map((type, position) => ({ workflow: 'support', ...type, position: 100 + position }))
