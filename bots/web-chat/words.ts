export type Lang = 'zh' | 'en'

/** Why something was not taken, and what cures it. */
export interface Notices {
  readonly noCookie: string
  readonly noCookieHere: string
  readonly pressAgain: string
  readonly tooLong: string
  readonly tooLarge: string
  readonly tooMany: string
  readonly empty: string
  readonly notUnderstood: string
  readonly foreign: string
  readonly fault: string
  readonly slow: string
  readonly crowded: string
}

/** What the page itself says; what the office says comes from the conversation. */
export interface Words extends Notices {
  readonly title: string
  readonly machine: string
  readonly danger: string
  readonly demo: string
  readonly leave: string
  readonly ownWindow: string
  readonly record: string
  readonly recording: string
  readonly recordStop: string
  readonly recordListen: string
  readonly recordSend: string
  readonly recordDrop: string
  readonly recordRefused: string
  readonly recordNone: string
  readonly otherLang: string
  readonly log: string
  readonly office: string
  readonly you: string
  readonly options: string
  readonly receipt: string
  readonly write: string
  readonly placeholder: string
  readonly attach: string
  readonly attachHint: string
  readonly chosen: string
  readonly remove: string
  readonly send: string
  readonly begin: string
  readonly refresh: string
  readonly noScript: string
  readonly sending: string
  readonly unsent: string
  readonly putBack: string
  readonly offline: string
  readonly crowdedTitle: string
  readonly crowdedHint: string
  readonly crowdedFiles: string
  readonly crowdedGo: string
  readonly busy: string
  readonly filesLost: string
  readonly kinds: Readonly<Record<'image' | 'voice' | 'video' | 'document', string>>
  readonly where: string
  readonly whereHint: string
  readonly unsure: string
  readonly demoMark: string
  readonly leaveTitle: string
  readonly leaveHint: string
  readonly leaveNow: string
  readonly stay: string
  readonly leftTitle: string
  readonly leftHint: string
  readonly again: string
}

export const words: Readonly<Record<Lang, Words>> = {
  zh: {
    title: '医疗卫生监督举报',
    machine: '自动应答，工作人员随后处理',
    danger: '有生命危险先打 120，行凶打 110',
    demo: '【演示】这里不是政府渠道，没有工作人员查看。真实举报请打 12345。',
    leave: '离开并清空',
    ownWindow: '在新窗口打开',
    record: '录音',
    recording: '正在录音，最长 5 分钟，说完按“说完了”。',
    recordStop: '说完了',
    recordListen: '先听一遍，再决定发不发。',
    recordSend: '发送录音',
    recordDrop: '不要了',
    recordRefused:
      '没有用上麦克风：浏览器或手机没有允许。可以在设置里允许本网站使用麦克风再按“录音”，也可以直接写字。',
    recordNone: '这台设备现在录不了音，请直接写字，或者用手机录好了当文件发。',
    otherLang: 'English',
    log: '聊天记录',
    office: '举报通道',
    you: '您',
    options: '可以点选',
    receipt: '保存回执',
    write: '写下要说的话',
    placeholder: '在这里写',
    attach: '图片',
    attachHint: '照片、录音、录像、PDF 都可以，一次最多 9 个，每个不超过 20 MB',
    chosen: '要发的文件',
    remove: '去掉',
    send: '发送',
    begin: '开始',
    refresh: '看有没有新回复',
    noScript: '您的浏览器没有运行脚本，照样能用：写好按“发送”，页面会刷新出回复。',
    sending: '正在发送',
    unsent: '没有发出去，点这里重发',
    putBack: '放回输入框',
    offline: '网络断了，会自动重发',
    busy: '暂时没有应答，会自动重发',
    filesLost: '页面刷新时有文件可能没发完。上面没有看到的，请再选一次。',
    noCookie: '浏览器没有保存 Cookie，聊天接不上。请在浏览器设置里允许本网站的 Cookie，再发一次。',
    noCookieHere: '这个网站里接不上聊天，您写的没有发出去。请按上面的“在新窗口打开”，在那里说。',
    pressAgain: '请再按一次“发送”。',
    tooLong: '这段话太长了，请分成几条发，每条不超过十万字。',
    tooLarge: '一次发的文件太大了。每个文件不超过 20 MB，请分几次发，或者把录像剪短。',
    tooMany: '一次最多发 9 个文件，请分几次发。',
    empty: '还没有写内容，写几个字或者选一张图片再发。',
    notUnderstood: '这条没能收下，请刷新页面再发一次。',
    foreign: '这条不是从本页面发出的，没有收下。请打开举报页面再发。',
    fault: '没有保存下来，请过一会儿再发一次。',
    slow: '您发得太快了，前面的都收到了，这一条过一会儿再发。',
    crowded: '现在来的人特别多，正在排队，几秒钟就好。请不要关这一页。',
    crowdedTitle: '现在来的人特别多',
    crowdedHint:
      '您写的还没有发出去，都在下面。大约 {seconds} 秒以后按“继续”，一定会收下，最长不超过十分钟。着急可以打 12345。',
    crowdedFiles: '选好的文件到时要再选一次。',
    crowdedGo: '继续',
    kinds: { image: '图片', voice: '录音', video: '录像', document: '文件' },
    where: '事情发生在哪里？',
    whereHint: '选一个地方，就能说事了。不用登录，不用先留姓名。',
    unsure: '不确定，或者不在上面',
    demoMark: '演示',
    leaveTitle: '离开并清空',
    leaveHint:
      '按下之后，这台设备上就看不到这段聊天了，以后也接不上。已经提交的举报照常办理，查进度要用编号和密码，没抄下来的请先回去抄。',
    leaveNow: '清空并离开',
    stay: '回到聊天',
    leftTitle: '已经清空',
    leftHint:
      '这段聊天在这台设备上看不到了。浏览器的历史记录里可能还有本网站的名字，可以自己删掉。',
    again: '重新开始',
  },
  en: {
    title: 'Report illegal medical practice',
    machine: 'Automatic answers; staff follow up',
    danger: 'Life in danger: call 120. Violence: call 110',
    demo: '[Demo] This is not a government channel and nobody reads it. To make a real report call 12345.',
    leave: 'Leave and clear',
    ownWindow: 'Open in a window of its own',
    record: 'Record',
    recording: 'Recording, at most 5 minutes. Press Done when you have finished.',
    recordStop: 'Done',
    recordListen: 'Listen to it first, then send it or throw it away.',
    recordSend: 'Send the recording',
    recordDrop: 'Throw away',
    recordRefused:
      'The microphone was not allowed by the browser or the phone. Allow it for this site in the settings and press Record again, or simply write.',
    recordNone: 'This device cannot record now. Please write, or send a recording as a file.',
    otherLang: '中文',
    log: 'Conversation',
    office: 'Reporting channel',
    you: 'You',
    options: 'Choices',
    receipt: 'Keep the receipt',
    write: 'Write your message',
    placeholder: 'Write here',
    attach: 'Photo',
    attachHint: 'Photos, sound, video or PDF; at most 9 at once, 20 MB each',
    chosen: 'Files to send',
    remove: 'Remove',
    send: 'Send',
    begin: 'Begin',
    refresh: 'Look for new answers',
    noScript:
      'Your browser runs no scripts. It works all the same: write, press Send, and the page comes back with the answer.',
    sending: 'Sending',
    unsent: 'Not sent. Press here to send again',
    putBack: 'Put back into the box',
    offline: 'No connection. It will be sent by itself',
    busy: 'No answer at the moment. It will be sent by itself',
    filesLost:
      'Some files may not have been sent when the page was reloaded. Please choose again those you do not see above.',
    noCookie:
      'The browser keeps no cookie, so the chat cannot go on. Please allow cookies for this site and send again.',
    noCookieHere:
      'The chat cannot go on inside this website; what you wrote was not sent. Press “Open in a window of its own” above and tell it there.',
    pressAgain: 'Please press Send once more.',
    tooLong: 'This is too long. Please send it in several messages of at most 100,000 characters.',
    tooLarge: 'Too large. Each file at most 20 MB: please send them one by one or cut the video.',
    tooMany: 'At most 9 files at once. Please send the rest afterwards.',
    empty: 'Nothing written yet. Write a few words or choose a photo.',
    notUnderstood: 'This could not be taken. Please reload the page and send again.',
    foreign: 'This did not come from this page and was not taken. Please open the reporting page.',
    fault: 'It was not saved. Please send it again in a while.',
    slow: 'That is too fast. What came before is safe; please send this one again in a while.',
    crowded:
      'Very many people are here. You are in the line; it takes a few seconds. Please keep this page open.',
    crowdedTitle: 'Very many people are here',
    crowdedHint:
      'What you wrote is not sent yet; it is kept below. Press Continue in about {seconds} seconds. It will be taken, within ten minutes at the latest. If it is urgent call 12345.',
    crowdedFiles: 'Please choose the files again then.',
    crowdedGo: 'Continue',
    kinds: { image: 'Photo', voice: 'Sound', video: 'Video', document: 'File' },
    where: 'Where did it happen?',
    whereHint: 'Choose a place and tell what happened. No log-in, no name needed first.',
    unsure: 'Not sure, or not in the list',
    demoMark: 'demo',
    leaveTitle: 'Leave and clear',
    leaveHint:
      'This device will no longer show this conversation and it cannot be continued. Reports already made go on; to ask about them you need the number and the passcode. If you have not written them down, go back first.',
    leaveNow: 'Clear and leave',
    stay: 'Back to the chat',
    leftTitle: 'Cleared',
    leftHint:
      'This device no longer shows the conversation. The name of this site may still be in the browser history; you can delete it there.',
    again: 'Start again',
  },
}

/** English only when it is asked for. */
export const langOf = (asked: string | undefined): Lang => (asked === 'en' ? 'en' : 'zh')
