/** What people write on support tickets, by the moment it is said. Questions and answers belong together by their place. */
export const supportTalk = {
  hello: [
    'I have it and look into it now.',
    'Thank you for the steps, I can see it here too.',
    'Got it. First I check whether others have it as well.',
    'This is with me. You hear from me before the end of the day.',
  ],
  question: [
    'Which device and which version is it? It stands at the bottom of the profile page.',
    'Can you send a picture of the whole window, with the address line?',
    'Since when exactly, and did anything change on that day?',
    'Does it also happen on another network, your phone’s for example?',
    'Which reference does the bank show? The last six digits are enough.',
  ],
  answer: [
    'Version 4.2.1, on the company laptop.',
    'Picture is in the files. The address line is at the top.',
    'Since Tuesday morning. The only change was the update of the night before.',
    'On the phone’s hotspot it works.',
    'It ends in 204 417.',
  ],
  working: [
    'Found it: the cache keeps the old list. The fix is being tested.',
    'We changed the setting for your account. It takes up to an hour.',
    'The supplier confirmed it and sends a replacement.',
    'Half of it is done, the rest follows tomorrow morning.',
  ],
  note: [
    'Third one this month from the same floor. We should change the whole switch.',
    'Careful with promises here: the contract ends in December.',
    'Same cause as the incident of the 3rd, see the log of that night.',
    'Legal knows about it. Nothing in writing until they answer.',
  ],
  hold: [
    'Waiting for the supplier’s replacement, promised for Thursday.',
    'Waiting for the maintenance window on Sunday night.',
    'Legal has to look at the wording first.',
    'The bank answers within three working days.',
  ],
  transfer: [
    'The cause is on the other side: please have a look at the booking itself.',
    'This is not about the device but about the account. Yours, I think.',
    'The customer asks for money back, we cannot decide that.',
  ],
  resolved: [
    'The setting is changed for your account. Sign out once and in again.',
    'Fixed with the release of this morning. Rows above 10,000 are in the file again.',
    'The second payment went back today; it arrives within two working days.',
    'Replaced the part. The old one is with us, nothing to return.',
    'Access is open for both of them, read and write.',
    'It was a wrong rule in the filter. Corrected and checked with three accounts.',
    'The invoice is made out anew, the old one is cancelled. Both are in the files of Finance.',
  ],
  reopen: [
    'It is back since this morning, same picture as before.',
    'Works for me, but not for the second person.',
    'Half of the rows are still missing.',
  ],
  withdrawn: ['Found it myself, thank you.', 'It went away after the restart.'],
  thanks: ['Works, thank you.', 'Perfect, and so quick.', 'Confirmed from our side.'],
  again: [
    'It happens again, exactly as described there. Could you look once more?',
    'The same for one more colleague: the same steps, please.',
  ],
  twice: [
    'Sending it again because I got no number the first time.',
    'Adding what I forgot: it also happens on the tablet.',
  ],
  praise: [
    '',
    '',
    'Quick and clear.',
    'Answered before I had finished my coffee.',
    'Took two rounds, but it works now.',
  ],
  blame: ['I had to ask three times.', 'It came back the next day.', 'Solved, but too late.'],
} as const

/** Replies that a department of the demo keeps at hand; what stands in braces is filled in when they are used. */
export const demoReplies = [
  {
    department: 'IT',
    name: 'Ask for version and picture',
    body: 'Hello {{first_name}},\n\nwhich version is it (bottom of the profile page), and can you send a picture of the whole window?\n\n{{agent}}',
  },
  {
    department: 'IT',
    name: 'Sign out and in again',
    body: 'Hello {{first_name}},\n\nthe setting for {{number}} is changed. Sign out once and in again; it takes up to an hour.\n\n{{agent}}',
  },
  {
    department: 'Customer Care',
    name: 'Reference of the bank',
    body: 'Hello {{first_name}},\n\nwhich reference does the bank show for this payment? The last six digits are enough.\n\n{{agent}}',
  },
] as const
