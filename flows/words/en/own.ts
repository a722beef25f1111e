/** What is kept about the reporter, and what they may do with it. */
export const own = {
  'keyword.my-data': 'my data|my information|what do you know about me',
  'keyword.export': 'export|export my data|a copy of my data|copy of my data',
  'keyword.correct':
    'correct|wrong number|wrong phone|wrong name|my phone is wrong|my name is wrong|change my phone|change my name',
  'keyword.make-anonymous': 'make me anonymous|withdraw consent|delete my name',
  'keyword.forget': 'forget me|delete me|delete my data|erase my data|delete my information',
  'keyword.privacy': 'privacy|privacy notice',

  'my-data.chat': 'Kept here about you:\nthis chat, since {since}, encrypted.',
  'my-data.no-report': 'No report was registered, and there is no name or phone.',
  'my-data.reports': 'Reports {ownReports}: what you told, files, questions and answers, results.',
  'my-data.more': 'And {moreReports} earlier ones.',
  'my-data.identity':
    'Your name and the phone {phoneMask}: encrypted apart; only approved staff can see them.',
  'my-data.name': 'Your name: encrypted apart; only approved staff can see it.',
  'my-data.anonymous': 'No name or phone.',
  'my-data.account-open':
    'The account for your reward: encrypted apart, only approved finance staff can see it. Kept {accountUntil} after payment, then deleted.',
  'my-data.account-until':
    'The account for your reward: encrypted apart, kept until {accountUntil} for returned transfers, then deleted.',
  'my-data.keeping':
    'All of it is kept while it is handled, and afterwards for the set time; then it is deleted.',
  'my-data.keeping-terms':
    'All of it stays while it is handled. After that the chat is kept {keepChat}, name and phone {keepIdentity}, the report {keepCase}; then it is deleted.',
  'my-data.keeping-chat': 'If you do not write again it is kept {keepChat} and then deleted.',
  'my-data.wish': 'What would you like?',
  'my-data.bye': 'All right. To see or change it send "my data".',
  'way.export': 'A copy of it|copy|export',
  'way.correct': 'Correct it|correct',
  'way.anonymous': 'Drop name and phone',
  'way.forget': 'Delete it|delete',
  'way.nothing': 'Nothing, thanks|no|nothing',
  'way.name': 'The name|name',
  'way.phone': 'The phone|phone',
  'way.facts': 'Something I told',

  'export.link':
    'It is all in this file; only this browser can open it:\n{exportLink}\nKeep it safe: whoever sees it knows it was you.',
  'export.part': '{exportText}\nThere is more. Go on?',
  'export.on': 'Go on|next|yes',
  'export.stop': 'Enough|no|stop',
  'export.last': '{exportText}\nThat is all. When you have read it you may delete this chat.',
  'export.stopped': 'All right, that is it for now.',

  'correct.what': 'What shall be changed?',
  'correct.name': 'What is the right name?',
  'correct.phone': 'What is the right phone number?',
  'correct.facts':
    'Please say what was wrong and what is right. The officer sees that you corrected it.',
  'correct.done': 'Changed; the old one is destroyed.',
  'correct.nothing': 'There is no name or phone of yours here and no open report to correct.',
  'correct.stay': 'All right, nothing was changed.',

  'make-anonymous.sure':
    'Name and phone are destroyed at once; the report goes on, and we reach you only here.\nBecome anonymous?',
  'make-anonymous.yes': 'Become anonymous|yes',
  'make-anonymous.no': 'Leave it|no',
  'make-anonymous.done':
    'You are anonymous now; name and phone are destroyed. News still comes here.',
  'make-anonymous.nothing': 'You are anonymous already; there is no name or phone.',
  'make-anonymous.stay': 'All right, nothing was touched.',

  'forget.sure':
    'This chat is deleted, also what is not registered yet, and cannot be brought back.\nDelete it?',
  'forget.sure-reports':
    'This chat, your account, name and phone and what you told in your reports are deleted for good; news can no longer reach you here.\nDelete it?',
  'forget.sure-though':
    'This chat, your account, name and phone are deleted, and the result cannot be told here; what you told in {keptNow} stays until it is finished and goes then.\nDelete it?',
  'forget.sure-elsewhere':
    'This chat and what was reported in it are deleted for good, open reports when they are finished. {keptElsewhere} came from another chat and stays; to delete it send "forget me" there.\nDelete it?',
  'forget.yes': 'Delete|yes',
  'forget.no': 'Keep it|no|keep',
  'forget.gone':
    'Done: your account and this chat are deleted here. What is on your phone you must delete yourself.',
  'forget.erased':
    '{erased, plural, one {What you told in # report is deleted too.} other {What you told in # reports is deleted too.}}',
  'forget.kept-open':
    '{keptOpen} is still being handled: what you told stays until that is finished, then it goes. Those who handle it never saw who you are.',
  'forget.kept-reward': '{keptReward} can still bring a reward and stays until that is settled.',
  'forget.kept-reward-until':
    '{keptReward} can still bring a reward and stays until {rewardUntil}.',
  'forget.kept-hold': '{keptHold} is needed in a proceeding and goes when that ends.',
  'forget.outcome':
    'We cannot tell you the result here any more; number and passcode still show it: {trackLink}',
  'forget.new': 'If you write again it is a new chat, and I do not know who you are.',
  'forget.stay': 'All right, nothing was deleted.',

  'privacy.who': 'What you say is kept by {noticeWho}.',
  'privacy.brief': '{noticeBrief}',
  'privacy.whole': 'The whole notice (version {noticeVersion}, since {noticeSince}): {noticeLink}',
  'privacy.rights': 'To see, correct, copy or delete it, send "my data".',
  'privacy.changed':
    'There is a new privacy notice; please see: {noticeLink}\nThe main points: send "privacy".',
} as const
