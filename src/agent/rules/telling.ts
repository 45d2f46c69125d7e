const ASKS =
  /[?？]|(?:か|かな|の|っけ)[。！!…]*$|教えて|知りたい|聞きたい|ください|ほしい|\bplease\b|^(?:what|how|why|who|when|where|which|is|are|do|does|can|tell|explain)\b/i;
const OF_WORK =
  /会社|仕事|職場|上司|先輩|同僚|部下|現場|案件|契約|給|残業|退職|辞め|勤務|シフト|クビ|\b(?:work|job|boss|manager|lead|team|office|company|colleagues?|pay|contract|client)\b/i;
const BURDENS =
  /れ(?:た|て|る|ま)|苦痛|苦し|つら|辛い|嫌|怖|不安|しんど|悩|困|限界|泣|眠れ|疲れ|孤独|もう(?:無理|だめ|ダメ)|\b(?:afraid|scared|hurt|cry|hate|alone|anxious|worried|exhausted|struggl\w+|awful|terrible|can't)\b/i;
/** Shorter words are a remark. */
const FEWEST_CHARACTERS = 10;

/** Whether somebody tells of a burden at work instead of asking something: an article cannot answer that, a person can. */
export function tellsOfABurden(text: string): boolean {
  if (ASKS.test(text) || [...text].length < FEWEST_CHARACTERS) return false;
  return BURDENS.test(text) || (OF_WORK.test(text) && /\b(?:i|my|me)\b/i.test(text));
}
