/** The survey that a customer opens from a text message. */
export const surveyLink = {
  surveyLink: {
    title: 'How was the service?',
    thanks: 'Thank you',
    optional: 'You may leave this out',
    worst: 'Very poor',
    best: 'Very good',
    send: 'Send',
    notSent: 'It was not sent. Check the connection and press once more; what you chose is still here.',
    refused: 'It was not accepted. Look through it and try again, or call the hotline.',
    over: {
      sent: 'We have your answers.',
      reopened:
        'We are sorry that it is not solved. The ticket is open again, at a higher level, and a dispatcher will see to it first.',
      before: 'We have your answers already; there is nothing more to fill in.',
    },
    expiredMeans: 'This link has expired. If anything is not right, call the hotline.',
    call: 'You can also call the hotline:',
  },
};
