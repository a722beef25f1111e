/** Words that every conversation shares: commands, files, interruptions. */
export const common = {
  'command.cancel': '取消|不报了|算了|退出',
  'command.back': '返回|上一步|回上一步|后退',
  'command.restart': '重新开始|重来|从头来|/start',
  'command.help': '帮助|怎么用|/help',
  'command.human': '转人工|人工|人工服务|找人',
  'command.language': '语言|换语言',
  'command.skip':
    '跳过|没有|没有了|没得|没|没了|无|不知道|不晓得|不想说|不记得|不记得了|记不得了|记不清|记不清了|说不清|忘了',
  'command.keep': '不变|不改',
  'command.more': '更多|下一页',
  'language.name': '中文|汉语|Chinese',
  yes: '是|对|好|行|要|可以|有|嗯',
  no: '否|不|不是|不要|不行|不用|没有|没',

  help: '直接说发生了什么事，我一句一句问。\n随时可以回：返回、跳过、取消、转人工。\n查办理情况回"进度"，看消息回"查看"，补材料回"补充"。\n存了您什么、要改要删，回"我的信息"。',
  'back.none': '这是第一句，没有上一步了。',
  'back.suggestion': '上次说的是：{answer}。不改就回"不变"。',
  'skip.required': '这一句不能跳过，说个大概也行。',
  'text.clipped': '太长了，先记下前 {max} 个字，其余的下一条再说。',
  'button.stale': '这个按钮是前面的，按现在的问题回就行。',
  'passcode.refused':
    '您发来了查询密码，这一条没有记下，密码遮住了。密码谁也别给，工作人员也不会要。\n查进度回"进度"。别的话，去掉密码再发一次。',
  'passcode.masked': '您的话记下了，里面的查询密码遮住了。密码谁也别给。',
  'pace.slow': '您发得太快了，从这一条起没有记下，前面的都收到了。过一分钟再接着说。',
  unreadable: '这个我看不了。麻烦用文字、语音或照片告诉我。',
  'flow.gone': '对不起，我们刚换了问法，要从头问起。您说过的没有丢。',
  reminder: '您的话还没说完。接着说就行，不说了回"取消"。',
  cancelled: '好，取消了，没有登记。想再说，随时发消息。',

  'retry.options': '没看明白，从下面选一个就行。',
  'retry.text': '没看明白，麻烦换个说法。',
  'retry.too-short': '太短了，麻烦多说几个字。',
  'retry.too-long': '太长了，麻烦说短一点，先说要紧的。',
  'retry.phone': '号码好像不对。手机是 11 位数字，座机带区号。',
  'retry.media': '没看到照片。直接发过来就行，没有回"跳过"。',

  'media.count': '{n} 个文件',
  'media.kept': '收到了。',
  'media.pending': '文件正在保存，存好了再告诉您。',
  'media.refused.too-large': '这个文件太大，没存下来。换小一点的，或者拍成照片发。',
  'media.refused.forbidden-kind':
    '这种文件收不了。照片、录音、录像、PDF、Word、Excel 都可以。压缩包请解开再发，网页请截图发。',
  'media.refused.empty': '这个文件是空的，麻烦再发一次。',
  'media.refused.too-many': '文件够多了，其余的先留着，以后可以补。',
  'media.refused.unreachable': '文件没取到，麻烦再发一次。',
  'voice.kept': '收到语音，会有人听。',
  'voice.answer': '（语音，工作人员会听）',
  'location.shared': '共享的位置（{latitude}，{longitude}）',

  'operator.says': '工作人员：{text}',
  'notice.hint': '您有一条办理进度，回复"查看"。',
  'notice.place':
    '有人用编号和密码，让另一个聊天也能收到办理进度。不是您，请在当初登记的聊天里回"只在这里"。',
  'demo.banner': '【演示】这里不是政府渠道，没有工作人员查看。真实举报请打 12345。',
} as const
