const general = { product_mode: 'one', product_category: 'general', quantity_mode: 'ticket' }
const many = { product_mode: 'many', quantity_mode: 'product' }

/** Request types of the creative desk (shared/workflows). */
export const requestTypes = [
  { key: 'socmed_posting', name: 'Socmed Posting', icon: 'photo', ...general, criteria_mode: 'format', description_hint: 'What should the post say, and where and when does it go out?' },
  { key: 'website_banner', name: 'Website Banner (H5 & WEB)', icon: 'world', ...general, criteria_mode: 'manual', description_hint: 'Where does the banner stand, which sizes, and what does it say?' },
  { key: 'photoshoot', name: 'Photoshoot', icon: 'camera', ...general, criteria_mode: 'image', is_scheduled: true, description_hint: 'Place, people, and the pictures you need.' },
  { key: 'videoshoot', name: 'Videoshoot', icon: 'movie', ...general, criteria_mode: 'video', is_scheduled: true, description_hint: 'Place, people, script, and where the video is shown.' },
  { key: 'live_production', name: 'Live Production', icon: 'broadcast', ...general, criteria_mode: 'video', is_scheduled: true, description_hint: 'Show, host, start of the stream, and what must be on screen.' },
  { key: 'ads', name: 'Ads', icon: 'speakerphone', ...many, product_category: 'ads', criteria_mode: 'product', description_hint: 'One clear message: the offer, the line, and until when.' },
  { key: 'telegram_channel', name: 'Telegram Official Channel', icon: 'brand-telegram', ...many, product_category: 'telegram', criteria_mode: 'manual', description_hint: 'What goes to the channel, and when.' },
  { key: 'other_creative', name: 'Other', icon: 'sparkles', product_mode: 'none', quantity_mode: 'ticket', criteria_mode: 'optional', description_hint: 'Say what you need and what it is for.' },
].map((type, position) => ({ workflow: 'creative', ...type, position }))
