/** Not ours, help, and a person who takes over. */
export const aside = {
  'not-ours.to': '这件事归{handOverTo}办。{handOverWhy}',
  'not-ours.nobody': '这件事不归这里管，可以打 12345，会转给管的单位。',
  'not-ours.more': '听错了回"举报"。有人非法行医、骗保、乱收费，再告诉我。',
  'not-ours.insist': '举报|听错了|不对|就是举报',
  'not-ours.thanks': '好|好的|知道了|谢谢|谢谢你|谢谢您|没有了|嗯',
  'not-ours.bye': '好，有事再说。',
  'help.text':
    '直接说发生了什么事，我一句一句问。\n随时可以回：返回、跳过、取消、转人工。\n查办理情况回"进度"，看消息回"查看"，补材料回"补充"。\n存了您什么、要改要删，回"我的信息"。\n打字不方便就打 {phone}。',
  'human.nobody': '这里是演示，没有工作人员。有事请打 12345。',
  'human.over': '好，不找工作人员了。',
  'human.text': '已转给工作人员，看到后在这里回您；急事打 {phone}。您接着说，他都看得到。',
} as const
