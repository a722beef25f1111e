import { BEFORE_NAME, NAMED } from './names.ts'

/** The sign or name of whom the text accuses: the first named body, else a named person or an account. */
export function who(text: string): string | undefined {
  for (const [, before = '', kind = '', branch = ''] of text.matchAll(NAMED)) {
    const name = before.replace(/^["“'‘”’]+/, '').replace(BEFORE_NAME, '')
    if (isName(name)) return (name + kind + branch).replace(/["“”'‘’]/g, '')
  }
  return ACCOUNT.exec(text)?.[0] ?? PERSON.exec(text)?.[1]
}

/** 康泰诊所 is a name, 小诊所 or 地下诊所 is not. */
const isName = (name: string): boolean =>
  [...name].length >= 2 &&
  !/^(地下|私人|民营|公立|一家|小区|中医|美容|口腔|牙科|医院|个体|乡镇|乡村|村里|镇上|县城|街上|连锁|大型|小型|附近|专科|社区|综合|男科|妇科|部队|军队|武警|三甲|当地|本地|外地|上级|正规|医疗|生活|黑心|无良|这家|那家|该家|两家|几家|多家)+$/.test(
    name,
  )

const ACCOUNT =
  /(抖音号|快手号|微信号|公众号|微信群|视频号|直播间|淘宝店|网店|微博|小红书号?|QQ群?号?|账号)[叫名为是：: "“「]{0,4}[\w\p{Script=Han}-]{2,20}/u

const PERSON =
  /(?:叫|名叫|姓名|名字是|名字叫|院长|主任|医生|大夫|老板|负责人|法人)[：: ]?([赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马方任袁柳鲍史唐费薛雷贺倪汤罗毕郝安常于傅康齐余顾孟黄穆萧尹姚邵汪毛戴宋熊董梁杜阮蓝季贾江郭林徐邱高夏蔡田胡万卢丁邓石崔龚程邢陆翁段侯武刘叶黎白赖谭温阎牛尚曾廖辛聂游][\p{Script=Han}某X×*]{1,2})(?=[，,。的在和、；;：:!！?？\s给是]|$)/u
