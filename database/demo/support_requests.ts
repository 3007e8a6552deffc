export interface SupportRequest {
  title: string
  brief: string
}

/** What people ask the support desk for, by the key of the request type. */
export const supportRequests: Record<string, SupportRequest[]> = {
  access_and_passwords: [
    {
      title: 'Locked out of the payout console after the phone change',
      brief:
        'New phone since Monday, the codes still go to the old number. I need the console for the noon payouts.',
    },
    {
      title: 'Access to the shared campaign folder for two new people',
      brief: 'Bea and Jun start on the payday set tomorrow. Read and write, like the rest of us.',
    },
    {
      title: 'Remove the access of a contractor who left',
      brief:
        'His last day was Friday. He still appears in the calendar, the chat and the ad account.',
    },
    {
      title: 'VPN asks for a certificate that I do not have',
      brief: 'Worked until the update of last night. The message names certificate 0x80.',
    },
  ],
  laptops_and_phones: [
    {
      title: 'Laptop does not wake up from sleep',
      brief:
        'Lid open, light on, screen black. Holding the power button helps, but everything unsaved is gone. Three times this week.',
    },
    {
      title: 'Second screen flickers at 4K',
      brief: 'At 1080 it is fine. The same cable works at my neighbour’s desk.',
    },
    {
      title: 'Phone for the on-call shift, Saturday',
      brief: 'The pool phone is with Arnel until Sunday. We need a second one.',
    },
    {
      title: 'Battery swollen, notebook of the front desk',
      brief: 'It does not close any more. It is switched off and lies on the table by the window.',
    },
  ],
  network: [
    {
      title: 'Meeting room Luzon: no Wi-Fi during calls',
      brief: 'It is there when the room is empty and drops as soon as eight people sit down.',
    },
    {
      title: 'Uploads to the media server crawl since Tuesday',
      brief: '2 MB a second instead of 40. Downloads are as before. Cable, not Wi-Fi.',
    },
    {
      title: 'Printer on the third floor is gone from the list',
      brief: 'Nobody on the floor sees it. The printer itself shows an address and says ready.',
    },
  ],
  bug: [
    {
      title: 'Bonus is shown twice after a refresh',
      brief:
        'Open the wallet, claim the bonus, press refresh within a second: it stands there twice. The balance is right, only the list is wrong. Seen on Android and on the web.',
    },
    {
      title: 'Export of the daily report stops at 10,000 rows',
      brief:
        'No message, the file just ends. Yesterday had 12,480 rows. Steps: report, yesterday, export.',
    },
    {
      title: 'Date picker starts the week on Sunday for everybody',
      brief: 'The setting says Monday. It is right on the profile page and wrong in the filters.',
    },
    {
      title: 'Search does not find names with ñ',
      brief: 'Muñoz finds nothing, Munoz finds him. Peña too. It worked in September.',
    },
    {
      title: 'Support chat loses the last line on slow phones',
      brief: 'Send and lock the screen at once: the line is grey and never leaves.',
    },
    {
      title: 'Two mails for one withdrawal',
      brief: 'Same number, same second. About one in fifty. The customers ask which one counts.',
    },
  ],
  billing: [
    {
      title: 'Invoice 20417 has the wrong company name',
      brief: 'It should be made out to the Cebu entity. The amount and the tax are right.',
    },
    {
      title: 'Paid twice: media booking of week 46',
      brief: 'Transfer on Tuesday and again on Thursday, same reference. Which one goes back?',
    },
    {
      title: 'Cost centre for the outreach in Tondo',
      brief: 'The supplier wants to bill this week and we have no number for it.',
    },
    {
      title: 'Card limit blocks the ad account',
      brief: 'The ads stop at 15:00 every day. We need the limit raised until Sunday.',
    },
  ],
  general: [
    {
      title: 'Opening hours of the desk over the holidays',
      brief: 'Customers ask. I need one sentence for the banner and one for the chat.',
    },
    {
      title: 'Who may sign a partner agreement?',
      brief: 'It is below the usual amount, but it runs for two years.',
    },
    {
      title: 'List of all official channels',
      brief: 'For a partner’s legal team: names, addresses, since when.',
    },
  ],
  feature_request: [
    {
      title: 'A reason when a payout is on hold',
      brief: 'Customers see “on hold” and call us. One line with the reason would save most calls.',
    },
    {
      title: 'Dark mode for the agent view',
      brief: 'The night shift asks for it every month.',
    },
    {
      title: 'Filter tickets of the partner by language',
      brief: 'Cebuano and Tagalog go to different people; today we sort by hand.',
    },
  ],
  support: [
    {
      title: 'Customer was charged and has no credit',
      brief:
        'Top-up of 500 at 21:14 yesterday, reference in the picture. The bank shows it as paid.',
    },
    {
      title: 'Account merged with a brother’s account',
      brief: 'Same address, same birthday month. He wants his own again, with his history.',
    },
    {
      title: 'Self-exclusion was asked for and not set',
      brief: 'The customer wrote on Friday evening. He could still play on Saturday.',
    },
    {
      title: 'Promo code says expired, banner says Sunday',
      brief: 'SWELDO50. Three customers within an hour.',
    },
    {
      title: 'Verification hangs at the second picture',
      brief: 'Front is accepted, back never ends. Two phones, two networks.',
    },
  ],
  other_support: [
    {
      title: 'Key for the storage room is missing',
      brief: 'The board says it is with Operations. It is not.',
    },
    {
      title: 'Parcel for the studio stands at the gate',
      brief: 'Two boxes, heavy. Somebody has to sign until four.',
    },
  ],
}
