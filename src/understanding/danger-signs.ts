/**
 * Characters without one of which no words of each line in `danger-words.ts` can be met: a sentence that has none need not
 * be searched for them. A test proves it, and says which are missing.
 */
export const dangerSigns = {
  attempted: ['喝', '吃吞喝服毒', '割吊毒误跳'],
  lifeless: [
    '呼咽息搏气脉跳',
    '呼征脏苏跳',
    '死',
    '事命在死没闹',
    '快救死行走',
    '住危命垂奄快悬救旦难',
    '倒厥失应志昏晕智栽瘫省答觉识醒',
    '克厥抽搐沫浑翻风',
    '乌呼咙喘憋气白窒紫绀赢透青黑',
    '割压吐咳喷堵失如崩按止流满直血',
    '危急抢躺进送重',
    '喘敏晕梗气溢脏脑',
    '命啊快急抢救',
    '僵冷凉动浑瘫瞳硬站行起静',
    '世亡今凌刚前午早昨死猝',
  ],
  threatening: [
    '剁废弄捅掉搞整断杀死灭砍',
    '复打拾揍殴',
    '伙叫喊带帮找群',
    '凶刀匕斧枪架棍棒砍砖菜钢锤',
    '伤关凶劫困扣抓押拖拘拦拽按挟捅斗杀械死殴砍绑让软追锁',
    '债尽拼杀汽泼洗浇火灭炸煤硫社纵鱼',
    '冲命啦堵弄恐恫打杀架正死浑满破砸胁脸被起身闹',
  ],
  despairing: [
    '够活累腻苦',
    '如寻念怕扛撑死熬百',
    '世台吊喝尽撞断杀束桥残永江河爬眠窗站结脱腕言跳轨轻辈遗郁顶',
    '世力勇对愿江活界绝跳',
  ],
} as const
