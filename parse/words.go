package parse

// The words below are evidence, never a condition: any word that repeats with a number can head questions. They settle
// what repetition alone can't: one question in a section, chapters with numbers, an answer's own heading.

// questionWords head questions.
var questionWords = wordSet(`question questions q quest exercise exercises ex problem prob task item assignment exam-question
	frage aufgabe übung übungsaufgabe aufg fråga uppgift övning spørgsmål opgave oppgave spørsmål øvelse vraag opdracht oefening
	exercice problème pregunta ejercicio problema cuestión pergunta exercício questão domanda esercizio quesito pytanie zadanie
	ćwiczenie otázka úloha cvičenie příklad cvičení вопрос задача задание билет упражнение питання завдання вправа въпрос
	питање задатак pitanje zadatak vprašanje naloga soru alıştırma kérdés feladat întrebare întrebarea exercițiul exercițiu tehtävä kysymys küsimus ülesanne jautājums
	uzdevums klausimas užduotis ερώτηση άσκηση ζήτημα θέμα سؤال السؤال تمرين שאלה תרגיל प्रश्न ข้อ câu bài soal pertanyaan nomor
	問題 問 設問 题 题目 问题 問題集 習題 习题 練習 练习 題 問い 문제 질문 문항 पहेली`)

// sectionWords head groups of questions: exams, chapters, weeks.
var sectionWords = wordSet(`exam exams examination midterm final finals quiz test paper mock past session sitting chapter section part
	unit module week day lecture lesson topic lab year semester term volume book appendix set worksheet sheet practice
	klausur prüfung übungsblatt blatt kapitel abschnitt teil woche tag vorlesung probeklausur musterklausur altklausur semester
	tentamen tenta del vecka omdugga dugga föreläsning eksamen uge uke forelesning prøve tentamen hoofdstuk deel week college toets
	examen partiel chapitre partie semaine cours contrôle capítulo semana tema parcial parte prova teste aula
	esame appello capitolo settimana lezione compito simulazione egzamin kolokwium rozdział część tydzień wykład sprawdzian
	zkouška kapitola část týden přednáška test экзамен контрольная глава раздел часть неделя лекция тема зачёт іспит розділ частина тиждень
	sınav bölüm hafta ders vizsga fejezet hét előadás zh tentti luku osa viikko luento εξέταση κεφάλαιο εβδομάδα
	امتحان الفصل فصل الوحدة اختبار מבחן פרק 章 第章 節 节 部 単元 週 周 试卷 試験 시험 장 단원 주차`)

// stepWords head parts of an answer, or other things that notes number: never questions.
var stepWords = wordSet(`step solution method approach option case proof theorem lemma definition corollary proposition example figure fig
	table tab tip note remark answer version release phase level stage algorithm variant hint point chapter listing equation eq
	tier line lines principle law feature milestone sprint round player group team patch build iteration scenario postulate axiom property
	schritt lösung methode fall beweis satz definition beispiel abbildung tabelle bemerkung hinweis antwort variante
	steg lösning fall bevis sats exempel figur tabell svar trin løsning eksempel svar stap oplossing voorbeeld figuur antwoord
	étape solution méthode cas preuve théorème lemme définition exemple tableau remarque réponse paso solución método caso
	demostración teorema lema definición ejemplo figura tabla respuesta passo solução passo soluzione dimostrazione esempio risposta
	krok rozwiązanie dowód twierdzenie przykład rysunek tabela odpowiedź řešení důkaz věta obrázek odpověď
	шаг решение способ случай доказательство теорема лемма определение пример рисунок таблица ответ вариант
	adım çözüm lépés megoldás tétel definíció példa ábra vaihe ratkaisu esimerkki`)

// answerWords head, or lead in, the answer to the question above.
var answerWords = wordSet(`answer answers ans a solution solutions sol antwort antworten lösung lösungen musterlösung lösungsvorschlag
	lösungsweg svar lösningsförslag lösning facit løsning løsningsforslag fasit antwoord antwoorden oplossing uitwerking réponse réponses
	corrigé correction solución soluciones respuesta respuestas resposta solução resolução gabarito risposta risposte soluzione
	soluzioni svolgimento odpowiedź odpowiedzi rozwiązanie odpověď odpovědi řešení odpoveď riešenie ответ ответы решение відповідь
	розв'язання розв'язок отговор решење одговор odgovor rješenje rešitev cevap yanıt çözüm válasz megoldás răspuns răspunsuri soluție vastaus ratkaisu vastus
	lahendus atbilde atsakymas sprendimas απάντηση λύση الجواب الإجابة الاجابة إجابة جواب تشובה תשובה פתרון उत्तर คำตอบ เฉลย đáp jawaban penyelesaian
	答 答案 解 解答 解析 回答 答え 정답 답 풀이 해설`)

// answerQualifiers may stand before or behind an answer word: "Correct answer", "Sample solution", "Der Lösungsweg".
var answerQualifiers = wordSet(`correct right sample model suggested possible short full the my show see reveal official best
	richtige korrekte die der das mögliche meine rätt rätta riktig rigtig juiste bonne la le les correcta correcto corretta
	resposta correta poprawna správná правильный правильная الصحيحة detailed explanation key and & official
	正确 正確 参考 參考 标准 標準 本题 本題 模範 期望 예시 모범 및 最終 最终`)

// rightWords say of an option that it is right, wrongWords that it is not.
var (
	rightWords = wordSet(`correct right richtig korrekt rätt rätta riktig riktigt rigtig rigtigt juste exact correcto correcta correto
		correta corretto corretta esatto esatta poprawna poprawne poprawny správně správná správne правильно правильный правильная
		правильные верно верный правильна правильно doğru juist correcte oikein oikea helyes corect corectă õige pareizi teisingas
		σωστό σωστή صحيح صحيحة الصحيحة נכון נכונה सही সঠিক ถูก ถูกต้อง đúng benar 正确 正解 正しい 對 정답 옳음`)
	wrongWords = wordSet(`wrong incorrect false falsch fel felaktig forkert faux incorrecto incorrecta errato errata sbagliato
		błędna špatně неверно неправильно yanlış fout väärin hibás λάθος خطأ לא_נכון 错误 錯 오답`)
)
