import type { FileFormat } from '#services/tickets/brief'

export interface DemoRequest {
  title: string
  brief: string
  /** Where the format follows from what is asked for. */
  format?: FileFormat
}

/** What is asked for, by the key of the request type: titles and what the brief says. */
export const demoRequests: Record<string, DemoRequest[]> = {
  ads: [
    {
      title: 'Payday push: “Sweldo na!” for Facebook and TikTok',
      brief:
        'Payday falls on Friday. We want one clear line across Facebook and TikTok, live from Thursday evening. Same offer everywhere, the product name large in the first second.',
    },
    {
      title: 'Bingo jackpot reel, 12 million',
      brief:
        'The jackpot passed 12 million. Count up in the first two seconds, then the date of the draw. Keep the small print of the last set.',
    },
    {
      title: 'Game seven countdown, vertical cut',
      brief: 'Three versions: 24 hours, 3 hours, now. Team colours only, no logos of the league.',
    },
    {
      title: 'Weekend cashback, static set',
      brief: 'Up to 15 % back on Saturday and Sunday. Peso sign large, terms in one line below.',
    },
    {
      title: 'Digi ads refresh for December',
      brief: 'Replace the autumn visuals. Warm light, people on their phones, no confetti.',
    },
    {
      title: 'New player welcome, three hooks',
      brief: 'Same ending, three different first seconds. We test which one people stay for.',
    },
  ],
  website_banner: [
    {
      title: 'UAAP finals: homepage hero and in-page banners',
      brief:
        'Hero for desktop and phone, two in-page sizes. Goes live an hour before the first game.',
    },
    {
      title: 'Help centre: six header images',
      brief:
        'One for each topic. Calm, the same horizon line in all six so that they read as one set.',
    },
    {
      title: 'Maintenance notice, Sunday night',
      brief: 'Sunday 02:00 to 05:00. Say what keeps working: balance and support.',
    },
    {
      title: 'Careers: “Meet the night shift” series',
      brief: 'Four portraits with one sentence each. The photos are attached.',
    },
    {
      title: 'Responsible play page, new header',
      brief: 'Serious but not dark. The hotline must be readable on a small phone.',
    },
  ],
  socmed_posting: [
    {
      title: 'Cares: school kits, three statics',
      brief: 'Last week we handed out 400 kits in Tondo. Faces only of grown-ups.',
      format: 'still',
    },
    {
      title: 'Livestream teaser for Friday',
      brief: 'Host and guest left and right, the hour in the middle. 15 seconds.',
      format: 'video_landscape',
    },
    {
      title: 'Holiday greeting, All Saints’ Day',
      brief: 'One quiet still. No offer, no button.',
      format: 'still',
    },
    {
      title: 'Winner story: Aling Nena from Cebu',
      brief: 'She agreed to first name and city. Quote first, amount second.',
      format: 'still',
    },
    {
      title: 'Behind the desk: a day in support',
      brief: 'Vertical, 30 seconds, hands and screens, no customer names.',
      format: 'video_portrait',
    },
    {
      title: 'Countdown to the derby, loop',
      brief: 'Three seconds that loop. The hour changes, nothing else.',
      format: 'gif',
    },
    {
      title: 'Juan365 app store shots',
      brief: 'Five screens, the new home page first.',
      format: 'still',
    },
    {
      title: 'Sports trivia, five cards',
      brief: 'Question on the first card, answer on the last. The text is in the file.',
      format: 'still',
    },
  ],
  telegram_channel: [
    {
      title: 'JuanSports Telegram: week 48 set',
      brief: 'One picture a day, odds table as image. Monday to Sunday.',
    },
    {
      title: 'Telegram: code drop on Saturday',
      brief: 'Teaser at noon, code at 20:00. Two images, the second without any text but the code.',
    },
    { title: 'Channel pins for the new season', brief: 'Rules, hours, how to reach support.' },
  ],
  photoshoot: [
    {
      title: 'Christmas outreach in Tondo, day one',
      brief: 'Handing over at 09:00, group picture at 11:00. Consent forms are with Lorna.',
    },
    {
      title: 'Portraits for the careers page',
      brief: 'Six people, grey background, half an hour each.',
    },
    {
      title: 'Product table for the sales deck',
      brief: 'Phone, card, merchandise. White and dark.',
    },
  ],
  videoshoot: [
    {
      title: 'Host announcement for the new season',
      brief: 'Script attached. Two takes, one with subtitles burnt in.',
    },
    { title: 'How to verify your account', brief: 'Screen and hands, 40 seconds, no face.' },
  ],
  live_production: [
    {
      title: 'Studio B: live set for JuanBingo',
      brief: 'Host, ball machine, lower thirds with the jackpot. Rehearsal an hour before.',
    },
    { title: 'Livestream lower thirds', brief: 'Names, score, sponsor. One set for both studios.' },
  ],
  other_creative: [
    {
      title: 'Invitation card for the year-end party',
      brief: 'A5, printed on both sides, 250 pieces.',
    },
    { title: 'Name plates for the front desk', brief: 'Same face as the door signs.' },
    { title: 'Slide master for all hands', brief: 'Title, text, two pictures, thank you.' },
    { title: 'Sticker sheet for merch', brief: 'Ten stickers, die cut.' },
  ],
}
