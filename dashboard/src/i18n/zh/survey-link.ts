/** 客户从短信打开的回访页 */
export const surveyLink = {
  surveyLink: {
    title: '这次服务怎么样？',
    thanks: '感谢您的评价',
    optional: '可以不填',
    worst: '很不满意',
    best: '非常满意',
    send: '提交',
    notSent: '没有发出去，请检查网络后再点一次，您选的都还在。',
    refused: '没有提交成功，请核对后再试，或拨打服务热线。',
    over: {
      sent: '已经收到，祝您生活愉快。',
      reopened: '很抱歉问题没有解决。工单已重新打开并提高级别，由调度员优先安排。',
      before: '您的评价已经收到，不用再填。',
    },
    expiredMeans: '这个链接已经过期。对服务有任何意见，请拨打服务热线。',
    call: '也可以拨打服务热线',
  },
};
