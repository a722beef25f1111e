/** After filing: progress, news, supplements, withdrawal. */
export const after = {
  'keyword.track': 'status|progress',
  'keyword.only-here': 'only here|tell me only here',
  'keyword.news': 'news|read',
  'keyword.again': 'again|look again',
  'keyword.supplement': 'add|supplement',
  'keyword.withdraw': 'withdraw',

  'track.which': 'You have several reports here. Which one?',
  'track.own': 'You need no passcode for your own reports; we never ask you for it here.',
  'track.number':
    'This chat has no report of yours. If you reported elsewhere, please send the number.',
  'track.number-retry': 'A number looks like this: RC-2026-00017.\nPlease send the number.',
  'track.number-again': 'Please send the number again.',
  'track.passcode': 'What is the passcode? Capitals do not matter.',
  'track.passcode-retry':
    'The passcode came with your receipt: 17 characters, like 4K7Q-92HM-XV3D-6T1PA.\nWhat is it?',
  'track.lost':
    'Without number and passcode it cannot be opened from here. In the chat you reported from, "status" is enough.',
  'track.wrong': 'Number and passcode do not match. Please check them again.',
  'track.slow':
    'Too many tries. Please wait {waitMinutes} minutes. The right passcode always works.',
  'track.received':
    '{number}: registered; {departmentName} is reviewing it. Last change {changedOn}.',
  'track.open': '{number}: registered; the intake office is assigning it. Last change {changedOn}.',
  'track.accepted':
    '{number}: taken up by {departmentName}, being checked. Last change {changedOn}.',
  'track.merged': '{number} is handled by {departmentName}. Last change {changedOn}.',
  'track.re-examined': '{number}: {departmentName} is checking it again. Last change {changedOn}.',
  'track.concluded': '{number}: concluded by {departmentName} on {changedOn}.',
  'track.declined': '{number}: not taken up, as {departmentName} decided on {changedOn}.',
  'track.closed': '{number}: closed on {changedOn}.',
  'track.erased':
    '{number}: {outcomeName}, last changed on {changedOn}.\nWhat you told us was erased as the rules say; nobody can open it.',
  'outcome.substantiated': 'found true',
  'outcome.partly': 'found true in part',
  'outcome.unfounded': 'found untrue',
  'outcome.unverifiable': 'could not be verified',
  'outcome.transferred-to-police': 'passed to the police',
  'outcome.transferred-to-discipline': 'passed to discipline',
  'outcome.mediated': 'settled',
  'outcome.answered': 'answered',
  'outcome.declined': 'not accepted',
  'outcome.withdrawn': 'withdrawn',
  'outcome.closed': 'closed',
  'outcome.concluded': 'concluded',
  'track.again-asked':
    '{number} is concluded. Your request for a second look has arrived and is not answered yet.',
  'track.again-refused':
    '{number}: no second look was granted, the result stands. Last change {changedOn}.',
  'track.withdrawn': '{number}: withdrawn on {changedOn}.',
  'track.due': 'You usually hear by {dueOn}.',
  'track.then-again':
    'If it goes on, or you are not satisfied, send "again"; to add something send "add".',
  'track.wish': 'Anything else?',
  'track.wish.news': 'Read the news|news',
  'track.wish.supplement': 'Add something|add',
  'track.wish.again': 'Have it checked again|again',
  'track.wish.withdraw': 'Withdraw it|withdraw',
  'track.wish.here': 'Tell me here from now on|tell me here|here',
  'track.wish.nothing': 'No, thanks|no',
  'track.here':
    'All right. News of {number} will reach you here first; here it opens without the passcode. The chat you had before is told so.',
  'only-here.done':
    'All right: news of what you reported here reach this chat only. Number and passcode still open it, so keep them to yourself.',
  'only-here.none':
    'Nothing was reported in this chat. Please send "only here" in the chat you reported from.',
  'track.bye': 'All right. To ask again send "status".',
  'track.unclear': 'I did not get that. To ask again send "status".',
  'track.then': 'Send "add" to add something, "withdraw" to take it back.',

  'news.none': 'Nothing new yet. You will be told here.',
  'news.no-report':
    'This chat has no report of yours. If you reported elsewhere, send "status" and use number and passcode.',
  'news.accepted': '{departmentName} has taken it up.',
  'news.accepted-due': '{departmentName} has taken it up; there is usually a result by {dueOn}.',
  'news.declined':
    '{departmentName} did not take it up: {newsText}\nIf there is something new, send "add".',
  'news.referred': 'Passed to {departmentName}: {newsText}',
  'news.acknowledged': 'The officer on duty has seen it and is acting.',
  'news.penalty':
    'The penalty decision is made: {newsText}. Once published it can be checked on "信用中国" (Credit China).',
  'news.again-granted':
    'A second look was granted; {departmentName} checks it again. You will be told here.',
  'news.again-refused': 'No second look was granted: {newsText}\n{remedy}',
  'news.paused':
    '{departmentName} has to wait for something first, so the time stands still. It goes on when it can; you will read the result here.',
  'news.paused-appraisal':
    '{departmentName} is waiting for a test or an expert opinion, so the time stands still. It goes on when that is there; you will read the result here.',
  'news.paused-supplement':
    '{departmentName} is waiting for your answer, so the time stands still. It goes on when you have answered or added something.',
  'news.extended':
    '{departmentName} needs more time; there is usually a result by {dueOn}. Reason: {newsText}',
  'news.other': '{newsText}',
  'news.concluded': '{newsText}\nIf it goes on, or you are not satisfied, send "again".',
  'news.question': 'The officer asks: {newsText} (they cannot see who you are)',
  'news.question-retry': 'I did not get that. Please say it another way, or send "skip".',
  'news.answer-no': 'none|nothing',
  'news.answer-unknown': "no idea|don't know|I don't know|I forget",
  'news.answered': 'Passed to the officer.',
  'news.unanswered': 'You need not answer; it is handled all the same.',
  'news.not-needed': 'This question no longer needs an answer.',
  'news.more': 'There is one more. Send "news".',

  'again.reason': 'What is not right, or is it still going on? A few words, or "skip".',
  'again.done':
    'Passed to a supervisor, who decides whether it is checked again, usually by {dueOn}. To see how it stands send "status".',
  'again.done-intake':
    'There is no supervisor here: passed to the intake office, which decides whether it is checked again, usually by {dueOn}. To see how it stands send "status".',
  'again.closed': 'This one cannot be checked again now. If there is something new, send "add".',

  'rate.going':
    'Report {number}. {departmentName} concluded: {newsText}\n\nIs it still going on? If you would rather not say, send "skip".',
  'rate.going.yes': 'Still going on|yes|still',
  'rate.going.no': 'It stopped|no|stopped',
  'rate.going.unknown': "I don't know|don't know|no idea",
  'rate.content': 'Are you satisfied with how it was handled? You may "skip" this.',
  'rate.content.satisfied': 'Satisfied|good',
  'rate.content.fair': 'So-so|fair',
  'rate.content.dissatisfied': 'Not satisfied|dissatisfied|bad',
  'rate.offer':
    'You may ask for a second look; somebody who did not handle it decides.\n{remedy}\nHave it checked again?',
  'rate.offer.yes': 'Check again|yes',
  'rate.offer.no': 'No, thanks|no',
  'rate.put-away':
    'Noted. {number} is closed and cannot be checked again.\n{remedy}\nAnything new: just tell me, it is registered separately.',
  'rate.enough': 'All right, thank you.',
  'rate.not-needed': 'This one no longer needs rating. Thank you.',

  'supplement.what': 'What would you like to add? Text, voice or photos; send "done" at the end.',
  'supplement.enough': 'done|that is all',
  'supplement.more': 'Added to {number}. Go on if there is more; if not, send "done".',
  'supplement.retry': 'I did not get that. Please say it another way, or send "cancel".',
  'supplement.done': 'Added to {number}; the officer will see it.',
  'supplement.closed':
    '{number} is closed and takes no more. Anything new: just tell me, it is registered separately.',

  'withdraw.sure':
    'After that you get no more answers; an offence already found may still be pursued. If someone forces you, call 110.\nWithdraw {number}?',
  'withdraw.yes': 'Withdraw',
  'withdraw.no': 'Keep it',
  'withdraw.reason': 'Why? If you would rather not say, send "skip".',
  'withdraw.done': '{number} is withdrawn.',
  'withdraw.kept': 'All right, nothing was withdrawn; it goes on.',
  'withdraw.closed': '{number} is already finished and cannot be withdrawn.',
  'after.later':
    'That did not work just now. Please try again in a while; if it is urgent call {phone}.',
  'after.unclear': 'I did not get which one. Please start again if you like.',
  'after.cancelled': 'All right, leaving that.',
  'after.no-report':
    'This chat has no report of yours. If you reported elsewhere, first send "status" with number and passcode.',
} as const
