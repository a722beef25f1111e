/** Danger comes first. What is not filed is never called 已报. */
export const urgent = {
  'life.first':
    '请马上打 120。救人要紧，别的等会儿再说。\n人要是已经不在了，打 110。药瓶、针头、病历先别动。',
  'life.where': '这条还没有提交。地点在哪儿？说了就马上报给值班人员。',
  'life.where-retry': '没看明白。说街道、门牌，或者挨着什么店。\n地点在哪儿？',
  'life.area': '这条还没有提交。是下面哪个地方？',
  'life.filed': '已报给值班人员，编号 {urgentNumber}。',
  'life.filed-demo': '演示登记，编号 {urgentNumber}。没有值班人员会看到，请自己打 120、110。',
  'life.passcode': '换地方查要用密码：{passcode}，方便时抄下来。',
  'life.tell': '方便时再说经过，这里随时能接着说。',
  'life.place': '值班人员还不知道门牌。在哪条街，挨着什么店？',
  'life.told': '补进去了。还有就接着说，没有了回"跳过"。',
  'life.told-retry': '没看明白，麻烦换个说法，或者回"跳过"。',
  'life.lost': '这句没补进去，麻烦再说一次，或者打 {phone}。',
  'life.later': '没报上去。请直接打 {phone}；要救人打 120。',
  'life.outside': '那里不归这里管，没有登记。请打当地的 12345；要救人打 120。',
  'violence.first': '有人要伤人，打 110。您先躲到安全的地方，别跟他们争。',
  'despair.first': '您自己想不开，打 12356，有人听您说。现在就有危险，打 120。',
  'despair.then': '要不要这里的人联系您？',
  'despair.person': '要，转人工|要|好',
  'despair.go-on': '不用，接着说刚才的事|不用|不要|不',
  'despair.retry': '我在。12356 白天晚上都有人听。\n要不要这里的人联系您？',
} as const
