/** The report: what is missing, anonymity, review, receipt. */
export const report = {
  'report.notice':
    'The department that handles this reads what you say. How it is kept, and your rights: {noticeLink}',
  'report.heard': 'Noted: {gist}',
  'report.propose': 'I will put it down as "{main}" for now. All right?',
  'report.propose-kind': 'I will put this one down as "{kind}" for now. All right?',
  'report.propose.yes': 'Yes|ok|right',
  'report.propose.other': 'No, something else|no|something else',
  'report.propose.more': 'There is more|more',
  'report.choose': 'Which is closest?',
  'offence.none-of-these': 'None of these',
  'offence.later': 'for our staff to decide',
  'report.unclassified': 'Never mind, our staff will decide what it is.',
  'report.also': 'I will register it separately. What else?',
  'report.matters':
    'It sounds like {mattersCount, plural, =2 {two} =3 {three} =4 {four} other {five}} matters: {matters}.\nRegistered separately, under one number. Right?',
  'report.matters.yes': 'Right|yes|ok',
  'report.matters.wrong': 'One is wrong|no|wrong',
  'report.matters.which': 'Which one is wrong?',
  'report.matters.one': 'All right, one matter: {matters}.',
  'offence.unsorted': 'one not yet sorted',
  'offence.drop': 'Leave it out|drop it',

  'report.where':
    'We need to find the door. If there is a sign, tell me what it says.\nWhere exactly is it?',
  'report.where-online':
    'If it is online, the platform and the account will do; a link is better.\nWhich platform, what name?',
  'report.where-official': 'Which office, what do they do there? If you know the name, say it too.',
  'report.where-retry':
    'I did not get that. A street, a number or the shop next door will do.\nWhere exactly is it?',
  'report.where-more':
    'That is not enough to find it. A road, a village, the shop next door or the sign will do.\nWhere exactly is it? If you do not know, send "skip".',
  'value.where-unknown': 'not clear yet',
  'report.other-area': '{otherArea} is not handled here; its own line is 12345.\nWhat shall we do?',
  'report.other-area.again': 'Give the place again',
  'report.other-area.stay': 'It is here, go on',
  'report.other-area.stop': 'Stop',
  'report.outside':
    'All right, nothing was registered. The local 12345 passes it to the right department.',
  'report.area': 'Which area is that in?',
  'area.elsewhere': 'None of these',
  'report.who': 'What is the place called, what does its sign say? No sign: send "skip".',
  'report.no-sign': 'no sign|no name',
  'report.ongoing': 'Is it still going on?',
  'report.ongoing.yes': 'Still going on|yes|still',
  'report.ongoing.no': 'Stopped|no',
  'report.ongoing.unknown': "Not sure|don't know",
  'report.when-now': 'When does it usually go on?',
  'report.when-then': 'When was it? Roughly will do.',
  'report.evidence':
    'If you have photos or video, send them; if not, send "skip". Do not take risks for a picture.',
  'report.no-photos': 'no photos|no|nothing',
  'report.more-photos': 'More photos can follow at any time.',
  'report.elsewhere': 'Have you told 12345 or anyone else about this?',

  'report.not-told': 'no|not yet|never',

  'report.standing-platform':
    'Those who handle it cannot see your name, phone or account; {platform} knows that you wrote to us. Details may give you away: leave out what only you know.\nWould you like to leave your name and phone?',
  'report.standing':
    'Those who handle it cannot see your name, phone or account. Details may give you away: leave out what only you know.\nWould you like to leave your name and phone?',
  'report.standing.anonymous': 'Anonymous (we can still ask and answer you here)|anonymous|no',
  'report.standing.named': 'Named (only approved staff can see it)|named|yes',
  'report.name': 'If you are under {minorAge}, say "under {minorAge}" first.\nWhat is your name?',
  'report.rename': 'What is your name?',
  'report.contact': 'What is your phone number? Only used for this matter.',
  'report.not-named':
    'A named report needs both name and phone. I put it down as anonymous for now.',
  'report.reward':
    'If it proves true and the rules allow, you may claim a reward.\nKeep a claim voucher for you?',
  'consent.health':
    "What you say may touch your or your family's health. The department reads it, only for this matter. If you do not agree, we leave that out.\nDo you agree?",
  'consent.identity':
    'Name and phone are encrypted apart, used only to reach you and to pay a reward; only approved staff see them. If you do not agree it is anonymous.\nDo you agree?',
  'consent.yes': 'I agree|agree|yes|ok',
  'consent.no': 'I do not agree|disagree|no',
  'consent.retell': 'All right. Please tell again what happened, without who has which illness.',
  'minor.words':
    "I am under 14|under 14|i'm under 14|I am 13|I am 12|I am 11|I am 10|i'm 13|i'm 12|i'm 11|i'm 10",
  'minor.guardian-asked':
    'Under {minorAge}, name and phone need the consent of a parent. Anonymous needs none and is checked all the same.\nHow shall it be registered?',
  'minor.anonymous': 'Anonymous',
  'minor.guardian': 'I am the parent; take my name and phone|parent|I am the parent',
  'minor.name': 'Please leave the name of the parent. What is your name?',

  'report.retell': 'Please tell again what happened.',
  'report.person': 'I still do not understand.',

  'report.review':
    'Please check:\n{rows}\nIf it is right send "submit"; to change a line send its number.',
  'report.review.retry':
    'I did not get that. If it is right send "submit"; to change a line send its number.',
  'report.confirm': 'submit|yes|right|correct|ok',
  'row.offence': 'Matter',
  'row.second': 'Second matter',
  'row.third': 'Third matter',
  'row.fourth': 'Fourth matter',
  'row.fifth': 'Fifth matter',
  'row.where': 'Place',
  'row.who': 'Name of the place',
  'row.ongoing': 'Now',
  'row.when': 'Time',
  'row.what': 'What happened',
  'row.also': 'Also',
  'row.elsewhere': 'Told before',
  'row.standing': 'You',
  'row.name': 'Your name',
  'row.contact': 'Your phone',
  'value.ongoing-yes': 'still going on',
  'value.ongoing-no': 'stopped',
  'value.ongoing-unknown': 'not sure',
  'value.anonymous': 'anonymous',
  'value.named': 'named',

  'report.filed': 'Received and registered as {number}.',
  'report.added': 'Added to {number}.',
  'report.several': 'The different matters are handled separately under this one number.',
  'report.lead':
    'Under the {planYear} division of work published by {planIssuer} ({clause}), {departmentName} leads on this.',
  'report.precedent': 'As ruled in an earlier case, {departmentName} leads on this.',
  'report.open':
    'The {planYear} division of work of {planIssuer} does not say who leads on this; the intake office will assign it.',
  'report.by-function':
    'The {planYear} division of work of {planIssuer} does not mention this. By their duties we propose {departmentName}; the intake office decides.',
  'report.intake': 'The intake office will assign this.',
  'report.to-receiver': 'It went to {receiver}, not by way of the unit concerned.',
  'report.others-by': 'The rest goes to {othersBy}.',
  'report.reply-law': 'Whether it is taken up will be told here; by rule you hear within {reply}.',
  'report.reply-practice':
    'Whether it is taken up will be told here, usually in about {reply} (not a legal limit).',
  'report.reply': 'Whether it is taken up will be told here.',
  'report.receipt':
    'Send "status" here to ask. From anywhere else you need this passcode, write it down:\n{passcode}\nIf others may look at your phone, delete this chat afterwards.',
  'report.claim-secret':
    'Claim voucher, shown only this once; without it there is no claim. Write it down with the passcode:\n{claimSecret}\nTo claim, give the number and this; no name is needed.',
  'report.later':
    'I cannot register it right now. Nothing is lost: send "submit" again in a while, or call {phone}.',
  'report.same': 'You told nearly the same in report {number}. Is it the same matter?',
  'report.same.yes': 'Yes, add it there|yes|same',
  'report.same.no': 'No, register it apart|no|apart',
  'report.too-many':
    'This chat has reached its limit for today and nothing was registered. Call {phone}, or come back tomorrow.',
} as const
