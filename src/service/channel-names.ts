/** What a channel is called at the desk. */
export const channelNames: Readonly<Record<string, string>> = {
  'web-chat': '网页聊天',
  'web-form': '网页表单',
  'wechat-official': '微信公众号',
  'wechat-personal': '微信个人号（wechaty）',
  telegram: 'Telegram',
  email: '电子邮箱',
  hotline: '电话登记',
  'work-orders': '别处转来的工单',
  open311: '别的系统送来的（Open311）',
  terminal: '终端（演示）',
}
