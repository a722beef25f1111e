/** Claiming a reward. */
export const claim = {
  'keyword.claim': 'claim|reward|claim reward',
  'track.reward': 'There is a reward notice for you. Send "claim" to have it.',
  'claim.which': 'Several of your reports here have a reward. Which one?',
  'claim.number': 'No reward waits in this chat. If you reported elsewhere, send the number.',
  'claim.number-retry': 'A number looks like this: RC-2026-00017.\nPlease send it.',
  'claim.number-again': 'Please send the number again.',
  'claim.code': 'What is your claim voucher? If you left your name, the passcode will do.',
  'claim.own-code':
    'There is a reward. Without a name it is given for the claim voucher: please send it.',
  'claim.code-retry':
    'You got the voucher with the passcode: 17 characters, like 4K7Q-92HM-XV3D-6T1PA.\nPlease send it.',
  'claim.lost':
    'Without number and voucher you cannot claim here: we do not know who you are. Send "claim" when you find them, or call {phone}.',
  'claim.wrong': 'Number and voucher do not fit; please check them.',
  'claim.slow': 'Too many tries: wait {waitMinutes} min. The right voucher always works.',
  'claim.none': 'No reward waits for {claimNumber} now. You will be told.',
  'claim.claimed':
    'The reward of {claimNumber} has been claimed and is under way. If it was not you, call {phone} at once.',
  'claim.code-of-counter':
    'The reward of {claimNumber} waits at the counter. Your code: {counterCode}\nIf it was not you who claimed, call {phone} at once.',
  'claim.paid': 'The reward of {claimNumber} has been paid.',
  'claim.waived': 'You gave up the reward of {claimNumber}.',
  'claim.lapsed':
    'The reward of {claimNumber} was not claimed by {rewardUntil}; by {rewardRule} it counts as given up. We are sorry. You may call {phone}.',
  'claim.stopped': 'The decision behind the reward is under review. You will be told.',
  'claim.revoked': 'The decision behind the reward changed; the reward was withdrawn. Ask {phone}.',
  'claim.named-only':
    'By {rewardRule} this reward is not paid without a name. If you like, claim it at the counter with your ID, number and voucher.',
  'claim.sum': 'Reward {rewardSum}, notice {rewardNotice}.',
  'claim.sum-until':
    'Reward {rewardSum}, notice {rewardNotice}. Claim it by {rewardUntil}, or it counts as given up.',
  'claim.way': 'How would you like to have it?',
  'claim.way.counter': 'at a counter',
  'claim.way.transfer': 'transfer',
  'claim.way.proxy': 'somebody else',
  'claim.way.waive': 'I give it up',
  'claim.way.later': 'later',
  'claim.waive-sure': 'Once given up it cannot be claimed. Are you sure?',
  'claim.keep': 'keep it|no|keep',
  'claim.waive': 'give up|yes|give it up',
  'claim.transfer-how':
    'We ask for name, bank and account. They are sealed apart: case officers never see them, finance only with a grant, and each look is on record. To stay unnamed, choose the counter.',
  'claim.payee-name': 'Name of the account? If you left your name, it must be yours. Or "skip".',
  'claim.payee-bank': 'Which bank and branch?',
  'claim.payee-account': 'Account number? Digits only.',
  'claim.payee-check':
    'Please check:\n{payeeName}\n{payeeBank}\n{payeeAccount}\nRight? (Then these lines are blotted out here.)',
  'claim.payee-yes': 'right|yes',
  'claim.payee-no': 'wrong|no',
  'claim.at-counter':
    'Good. Ask {phone} where. Bring the number and say the code: {counterCode}\nTwo officers check it; no name is asked of the unnamed, the named show their ID.',
  'claim.by-proxy':
    'Good. Who comes for you brings a letter of yours, their ID (and yours if you left your name), the number and the code: {counterCode}\nWithout a name, the letter bears the number. Ask {phone} where.',
  'claim.by-transfer':
    'Good. Finance checks and pays; you will be told here. The account is blotted out on our side; please delete it on yours.',
  'claim.has-waived': 'Good, you gave up this reward. Thank you.',
  'claim.over': 'The time is over; by {rewardRule} it counts as given up. Sorry. Ask {phone}.',
  'claim.already': 'This notice has been claimed; once only. If it was not you, call {phone} now.',
  'claim.officer': 'The payee works here; by {rewardRule} it is not paid. Ask {phone}.',
  'claim.not-the-name': 'You left a name: the account must be in that name.',
  'claim.not-whole': 'The account is not complete: digits only, eight or more.',
  'claim.changed':
    'That did not work; the reward may have changed. Send "claim" again or ask {phone}.',
  'claim.later': 'Good. Send "claim" whenever you like.',
  'claim.later-until': 'Good. Send "claim" any time before {rewardUntil}.',
  'claim.unclear': 'I did not get that. Send "claim" whenever you like.',
} as const
