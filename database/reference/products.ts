import { suggestCriteria } from '#services/products/suggest_criteria'

const general = [
  'Juan365',
  'Studios',
  'Livestream',
  'Cares',
  'Careers',
  'JuanBingo',
  'JuanSports',
  '759 Gaming',
]
const ads = [
  'Juan365 FB VID',
  'Juan365 TIKTOK VID',
  'Juan365 FB STATIC',
  'JuanBINGO FB VID',
  'JuanBINGO TIKTOK VID',
  'DIGI ADS FB STATIC',
  'DIGI ADS FB VID',
]
const telegram = ['Juan365 Telegram Channel', 'JuanBingo Telegram Channel']

/** Products of a new installation. */
export const products = [
  ...general.map((name) => row(name, 'general', name)),
  ...ads.map((name) => row(name, 'ads', name.replace(/ (FB|TIKTOK) (VID|STATIC)$/, ''))),
  ...telegram.map((name) => row(name, 'telegram', name.replace(' Telegram Channel', ''))),
]

function row(name: string, category: string, brand: string) {
  return { name, category, brand, criteria: suggestCriteria(name) }
}
