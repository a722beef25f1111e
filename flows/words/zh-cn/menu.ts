/** The greeting and the first question. */
export const menu = {
  'menu.greeting': '您好，这里是{areaName}医疗卫生监督举报通道，自动应答，工作人员随后处理。',
  'menu.greeting-anywhere': '您好，这里是医疗卫生监督举报通道，自动应答，工作人员随后处理。',
  'menu.what': '发生了什么事？直接说就行。\n（查进度回 2，咨询回 3）',
  'menu.what-besides': '这是什么事？说一两句，打字、语音都行。',
  'menu.what-again': '在的，您说。是哪家诊所、医院或者店，做了什么不对的事？',
  'menu.foreign': '{foreignLine}',
  'menu.link': '链接收下了，会跟举报放在一起。我打不开，里面是什么事？说一两句。',
  'menu.point': '地点记下了。那里发生了什么事？',
  'menu.mongolian': '您写的是蒙古文，这里的自动应答看不懂，要请人来看。',
  'menu.what-retry': '没看明白，麻烦换个说法。发生了什么事？',
  'menu.track': '2|查进度',
  'menu.consult': '3|咨询|我要咨询|问个事',
  'menu.question': '想问什么？直接说就行。',
  'menu.expired': '上次的话没说完，时间久了，没有登记。',
  'menu.no-answer': '这个我答不上来。',
  'menu.unheard': '我还是没听明白。',
  'menu.shield': '您反映的是执法人员，这件事不会转给他所在的单位。',
  'menu.shield-to': '会转给{receiver}。',
  'menu.no-receiver':
    '这里还没有能收这类举报的单位，所以没有登记。可以打 12388，或上 12388 举报网站。\n诊所、医院的违法事，可以在这里说。',
  'menu.no-receiver-but':
    '这里还没有能收这类举报的单位，执法人员的事没有登记。可以打 12388，或上 12388 举报网站。',
  'menu.apart': '另一件可以在这里登记，只写这些：{apartGist}\n这样登记行吗？',
  'menu.apart.yes': '行|好|好的|可以|是|对|嗯',
  'menu.apart.no': '不对，重说|不对|重说|不行|不是|不',
  'menu.apart-told': '请只说诊所、医院的事，别提执法人员。办的人会看到。',
} as const
