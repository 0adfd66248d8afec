/** 回访 › 回访结果 */
export const results = {
  results: {
    means: '这些天完工的工单，客户怎么评价。点数字看对应的回访。',
    by: { day: '按天', week: '按周' },
    none: '这段时间还没有客户作答',
    noneHint: '换一段时间或放宽筛选；回访接通、短信或网页作答后就会出现在这里。',
    doubted: '另有 {{number}} 份经核查不实，以下数字和客户留言都不含',
    answered: '作答',
    solvedShare: '解决率',
    unsolved: '未解决 {{count}}',
    score: '平均总评',
    trend: '解决率与总评走势，点一个时段看当时的回访',
    total: '{{number}} 份',
    remarks: '{{number}} 条留言',
    average: '平均 {{average}} 分',
    remarksTitle: '客户留言',
    at: '时间',
    said: '说了什么',
    noTranscript: '没有转写，请听录音',
    noRemarks: '这段时间没有留言',
    noRemarksHint: '客户在回访最后留的话，或在网页上写的，都在这里。',
  },
};
