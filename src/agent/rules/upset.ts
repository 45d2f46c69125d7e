/** Anger at the answers themselves, by what it is about. */
const UPSET: readonly RegExp[] = [
  /(?:だから|それは)[^。]{0,16}(?:言って(?:る|ん)(?:だろ|だよ|じゃん|でしょ)|聞いてない(?:って|し|よ))|\bhopeless\b|you (?:clearly|obviously|just) (?:don't|do not|can't) (?:get|understand)/i,
  /参考にならな|(?:まとも|まじめ|真面目|真剣)に(?:答え|返|聞)|(?:are you|do you) even (?:read|listen|try)/i,
  /いいかげんに|(?:さっき|前)と(?:言ってること|同じ|まったく)[^。]{0,8}(?:同じ|変わ)|同じ(?:こと|答え|話)(?:を)?(?:何度|繰り返)|driv(?:es?|ing) me (?:crazy|mad|nuts|insane)|nothing (?:it|you|this bot) (?:say|tell)s?|\bi give up\b|such a (?:joke|waste)/i,
  /(?:何度|何回|なんど|なんかい)(?:も)?[^。]{0,6}(?:言|聞|きい|説明|同じ|質問|繰り返)[^。]{0,3}(?:せ|ば|ら|た|てる|じ|こと)|(?:もう)?\d+(?:回|度)目(?:だ|です|よ|なん)|同じ(?:答え|回答|こと|返事|話)(?:ばっか|ばかり|しか|の繰り返し)/,
  /(?:質問|聞いた?こと|聞いてること)に[^。]{0,6}(?:答えて(?!い)|答えろ|なって(?:い)?ない)(?:よ|くれ|ない|ください[！!])?|ちゃんと[^。]{0,6}(?:答え|聞|読|して)|(?:話|日本語)が?(?:通じ|わから|分から)な|(?:いい加減|ええ加減)に/,
  /infuriat|frustrat|annoy(?:ed|ing)|ridiculous|(?:you|this) (?:never|don't|doesn't|didn't|can't|won't) (?:ever )?(?:answer|listen|help|understand|work)|(?:same|useless) (?:answer|reply|thing) (?:again|over)|for the (?:third|fourth|last|hundredth) time|(?:answer|listen to) (?:me|my question)[!.]|pathetic|garbage|\bcrap\b|\bsucks?\b/i,
  /ちゃんと(?:答え|聞|読)|使い物にならな|答えろ|もういい[！!。]|(?:話|日本語)が通じな|(?:お前|あんた|このボット|このai|君)[^。]{0,6}(?:使えな|バカ|馬鹿|アホ|無能|役立たず)|^(?:バカ|馬鹿|アホ|クソ|うざ|ウザ|無能)|うざい|ちゃんと(?:答え|読ん|聞い)て|you(?:'re| are) (?:so )?(?:useless|stupid|dumb|terrible|worthless)|ふざけ(?:るな|んな|ないで)|いい加減に(?:し|して)|(?:もう|本当に|マジで)?(?:うんざり|イライラ|いらいら|腹(?:が)?立|むかつ|ムカつ|頭にき|最悪|がっかり)|バカにし|馬鹿にし|クソ(?:ボット|bot|が|だ)|くそ(?:ボット|bot|が|だ)|ポンコツ|何度(?:も)?(?:言|聞い|同じ)|何回(?:も)?(?:言|聞い|同じ)|さっきから|(?:全然|まったく|全く|ちっとも)(?:役に立|答えに|わかってな|分かってな|話が通じ|使え)|話にならな|時間の無駄|二度と使わ|怒って|責任者|this is (?:ridiculous|useless|terrible|a waste)|waste of (?:my )?time|fed up|(?:i'm|i am) (?:so )?(?:angry|frustrated|furious|annoyed)|stupid bot|sick of (?:this|you)|shut up|wtf|how many times|you keep/i,
];

/** Whether an utterance is anger at us. */
export function isUpset(text: string): boolean {
  return UPSET.some((pattern) => pattern.test(text));
}
