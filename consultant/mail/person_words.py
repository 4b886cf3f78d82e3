"""What a person says in a mail to a coding desk, and no note: by language, written as ``note_words`` are.

A note of somebody who is away, or of a desk, does not name a patient, send a file, or thank for an answer ("matter"), nor
does its writer say that he is there for another ("in_place"); few say "but", or what happens perhaps ("aside").
"""

_ENGLISH = {
    "matter": "the_visit was_seen everything_is_clear all_is_clear it_answers_every please_close patient patients claim claims denied denial* coded codes code "
    "recode rebill* resubmit* modifier* icd cpt hcpcs npi dos op_note op_notes op_report progress_note chart charts laterality bilateral left_side right_side "
    "left_knee right_knee attached enclosed let_me_know fyi thx lol btw i_attach i_will_send ll_send will_send_you i_sent we_sent we_billed payer payers insurer "
    "appeal appealed my_question call_me_back please_send_me please_advis please_explai please_clarif please_confir please_resen please_answer please_cc mri "
    "surgeon answer_is thanks_again quick_reply quick_help quick_respo quick_answe your_answer your_help your_advice your_reply agrees agree understood talk_soon "
    "talk_tomor hi_all hello_all dear_all hi_team dear_team everyone lawyer i_think i_believe we_think what_i forgot filing_limit my_doctor good_luck looks_good "
    "sounds_good that_helps that_works makes_sense is_fine works_for_us works_for_me sq_cm cm units biops* wound injecti* by_them they_said they_say they_told "
    "they_wrote they_respond dear_colle hi_folks i_wrote i_tried i_got i_called just_tried dictat* addendum unable_to_find overpaid refund audit auditor "
    "underpaid remit remittance eob era copay deductible payable billable bundled denial_ reimburs* i_inherit have_jo have_her have_him signature signatures "
    "documented documentation overturn this_case has_the_file sticker layered the_note the_invoice an_invoice weather_is the_weathe minutes_were minutes_total "
    "timed i_looked i_checked i_asked i_found i_reviewed by_me_too read_by_me looked_it_up films ask_nils cannot_open they_will with_the_notes answer_for_me "
    "pharmacy i_hear_from vial i_m_cover i_am_cover",
    "in_place": "i_m_filli i_am_filli i_m_the_stand standing_in_for_her standing_in_for_him covering_for_him covering_for_her are_mine_now is_mine_now "
    "took_over_her took_over_his answering_for_her answering_for_him",
    "aside": "i_receiv i_have_receiv notes but anyway though forms send_it send_the sent_it offer application sure yes ok okay maybe perhaps hope hopefully "
    "we_still i_still i_would i_d like_to_know wondering should_we should_i do_we shall_we tell_me let_s same fix fixed done paid will_call_you they_have "
    "anymore_than he_says she_says said i_had we_had sorry_for_the_late sorry_for_the_slow sorry_for_my sorry_about doctor physician physicians surgeon nurse "
    "please_try otherwise_the soon_enough next_week_is enjoy have_a_great have_a_good_vacat have_a_nice_vacat have_a_good_time have_fun",
}
_GERMAN = {
    "matter": "behandlung_war besuch_war sitzung_war alles_klar ist_klar alles_verst wird_so so_abgere rechnen_es bitte_schlie patientin patienten patient befund "
    "anbei ziffer ziffern diagnose modifikator schicke sende_ihnen schicke_ihnen danke_das danke_fur_die_antw das_hilft fur_die_antwor ihre_antwo fur_die_schnel "
    "fur_ihre_hilfe op_bericht klare rechnet_das rechne_ab rechnen_so korrigier* links_operi knie seite krankenkasse leistung abgelehnt ablehnung widerspruch "
    "passt liebe_kolle liebes_team kostentrager unterlagen reiche_die fuhrt_den_vorga nicht_vor_mir nachgesehen nachgeschaut nachgefragt habe_ich_gefra "
    "bestandspat* telefonieren_wir besprochen",
    "in_place": "ich_betreu_seine ich_betreu_ihre ich_antworte_fur ich_bin_die_vertr ich_vertret vertrete ich_springe ich_ubern",
    "aside": "aber trotzdem jedoch leider entschuldig* bitte_schick bitte_antwor konnen_wir sollen_wir vielleicht hoffe ja ok rechnung mir geschickt bewerbung* "
    "angebot arzt arztin schonen_urlau schone_ferie erholsam* gute_erhol krank_ich_antwo fur_sie_antwo",
}
_DUTCH = {
    "matter": "consult_was bezoek_was alles_duide is_duide passen_de rekenen_dat sluit_u patient patienten verslag bijlage knie linkerknie rechterknie declaratie "
    "code codes stuur_ik ik_stuur bijgaand duidelijk voor_je_antwo voor_uw_antwo verzekeraar afgewezen kan_wel ook_goed uur_kan beste_colle dank_je_wel_dat "
    "wel_voor_je_hulp opgezocht nagekeken nagevraagd bekende",
    "in_place": "ik_behan_zijn ik_behan_haar antwoord_voor_haar antwoord_voor_hem ik_verva ik_neem_waar ik_neem_over",
    "aside": "factuur misschien graag_weten kunnen_we ja offerte arts dossier tekent fijne_vakan prettige_vakan maar_ik maar_we maar_de maar_het",
}
_FRENCH = {
    "matter": "seance_a visite_a tout_est_clair c_est_clair est_clair tout_est_bon nous_factu facturons vous_pouvez_fermer patiente patient dossier_du ci_joint "
    "ordonnance modificateur piece_jointe j_envoie vous_envoie enverrai genou je_transmets votre_reponse pour_la_repon de_votre_repon merci_beauc facture_corri "
    "chirurgien appelez_moi corrig* corriger unites refus refuse caisse mutuelle chers_colle devis merci_de_repon merci_de_m compte_rendu sous_la_main "
    "fais_suivre j_ai_verif j_ai_regar j_ai_demand rappelez_moi on_s_appel",
    "in_place": "c_est_moi_qui reponds_pour_elle reponds_pour_lui je_le_rempl je_la_rempl je_remplac la_rempl_de le_rempl_de",
    "aside": "mais desole* peut_etre facture voulez pouvons_nous j_aimerais si_possib oui envoyer plutot medecin docteur bonnes_vacan bon_conge",
}
_SPANISH = {
    "matter": "visita_fue consulta_fue cita_fue todo_claro esta_claro todo_queda queda_claro puede_cerra paciente pacientes expediente adjunto adjunta envio_la "
    "le_envio le_mando mandeme enviare rodilla codigo codigos modificador factura_corre su_respue por_su_respu por_la_respu muchas_gracia ya_corregi doctora "
    "me_confirma me_avisa le_aviso aseguradora rechaz* unidades estimados_compa presupuesto lo_revise lo_vi yo_revise lo_consul conocido",
    "in_place": "atiendo_yo llevo_yo contesto_por_ella contesto_por_el lo_cubro la_cubro lo_sustit la_sustit cubro_yo soy_la_susti soy_el_susti",
    "aside": "pero perdon factura quiza quisiera podemos mejor si_puede mandar conmigo el_medico la_medica el_doctor felices_vacac buenas_vacac disculpe_la_demor "
    "disculpe_el disculpa_la si_puedo",
}
_PORTUGUESE = {
    "matter": "atendimento_foi consulta_foi tudo_claro esta_claro ficou_claro tudo_certo pode_fecha paciente pacientes laudo segue_a segue_o segue_em anexo "
    "envio_o envio_a enviarei joelho pela_respos obrigada_pela_respo obrigado_pela_respo corrigir convenio glosa negou mande_me me_manda me_envia prontuario "
    "orcamento unidades caros_colegas eu_vi eu_olhei eu_verif",
    "in_place": "cuido_dos respondo_por_ela respondo_por_ele substituo_o substituo_a estou_a_subst sou_a_subst sou_o_subst",
    "aside": "mas desculp* fatura talvez gostaria podemos sim melhor mandar comigo pode_ser o_medico a_medica boas_ferias bom_descan",
}
_ITALIAN = {
    "matter": "visita_era tutto_chiar e_chiaro tutto_a_posto puo_chiud paziente referto allego allegato ginocchio codice codici grazie_mille perfetto la_risposta "
    "per_la_rispos chirurgo correggi* ne_riparl va_bene unita cari_colle preventivo cartella firm* ho_guard ho_verif ho_contro gia_noto",
    "in_place": "seguo_io rispondo_io lo_sosti la_sosti sostituisco sono_la_sosti sono_il_sosti",
    "aside": "ma scusi scusa fattura forse vorrei possiamo meglio intanto mandare il_medico la_dottor il_dottore buone_vacan buone_ferie",
}
_NORDIC = {
    "matter": "besoket_var besoget_var jag_vikari allt_klart allt_ar_klart alt_klart alt_er_klart alt_er_klar ar_klart_nu patienten patient journalen bifogar "
    "bilaga knat kna koden koder jag_skickar skickar_jag tack_for_svar tack_for_hjalp andrar lakaren skicka_garna tack_da vedhaeftet vedlagt knae kne jeg_sender "
    "sender_jeg tak_for_svare tak_for_hjael takk_for_svar takk_for_hjelp rettet retter laegen legen pasienten pasient sender_deg kara_kolle kaere_kolle "
    "kjaere_kolle underlag* skickar kollade sjekket tjekkede tittade fragade kand_patie kendt_patie sa_jag_svara sa_jeg_svare",
    "in_place": "jag_tar_hand jeg_tar_hand jag_vikar jag_ersat jeg_vikar",
    "aside": "men forlat ursakta faktura kanske tyvarr undskyld beklager desverre regning maske kanskje offert lakaren legen laegen lakare trevlig_semes "
    "god_ferie rigtig_god",
}
_FINNISH = {
    "matter": "kaynti_oli kaikki_selva asia_selva potilas potilaa* liite liitteena polvi polvesta polven koodi* kiitos_vasta kiitos_tama lahetan korjaa* laitan "
    "hyvat_kolle hanen_puole",
    "aside": "mutta anteeksi lasku ehka valitettavasti laakari* hyvaa_lomaa",
}
_POLISH = {
    "matter": "wizyta_byla wszystko_jasne juz_jasne prosze_zamkn pacjent* notatk* zalacznik* zalaczeni* kolan* kod kody kodu wysle wysylam za_odpowie poprawi* "
    "rozliczen* dokumentacj* drodzy_kol podpisze sprawdzil* zapytal* zobaczyl* staly_pacje",
    "in_place": "przejalem_jego przejalem_jej przejelam_jego przejelam_jej odpowiadam_za_nia odpowiadam_za_niego ja_zastep zastepuje_go zastepuje_ja",
    "aside": "ale przepraszam faktur* moze chcialbym niestety lekarz* udanego_urlop milego",
}
_CZECH = {
    "matter": "navsteva_byla vse_jasne vsechno_jasne je_jasne pacient* prilozen* priloh* koleno kolene kod kody poslu posilam za_odpoved opravim* opravit "
    "mili_kole koukal* zkontrolov* podival* staly_pacie",
    "in_place": "odpovidam_za_ni zastupuji",
    "aside": "omlouvam bohuzel mozna chtel faktur* ale lekar* doktor* hezkou_dovol",
}
_HUNGARIAN = {
    "matter": "a_vizit beteg_lap terd terdrol kod kodot csatol* mellekel* kuldom kuldok gyors_valasz a_valaszt javit* kedves_kolle",
    "in_place": "en_helyet",
    "aside": "elnezest sajnos talan szamla orvos* jo_pihen",
}
_ROMANIAN = {
    "matter": "pacient* genunchi* cod codul atasat* trimit pentru_raspu corectam corectez dragi_colegi",
    "in_place": "eu_inloc o_inloc il_inloc",
    "aside": "scuze poate factura dar medicul doctorul",
}
_TURKISH = {
    "matter": "muayene hastanin hasta_dos dosyasi diz dizi kod kodu ekte gonderiyor* gonderecegim cevabiniz_icin yanitiniz_icin duzelt* ilete* raporu ben_yaziyo",
    "in_place": "ben_yanit ben_cevap yerine_ben",
    "aside": "ama ozur uzgunum fatura belki doktor* iyi_tatil",
}
_RUSSIAN = {
    "matter": "прием_был визит_был все_ясно все_понят теперь_ясно пациент* колен* код коды кода вложен* приложени* отправлю пришлю высылаю хирург* за_ответ "
    "исправ* модификатор* выписк* паціент* уважаемые_колле протокол* подпиш* вышлю посмотрел* проверил* спросил* узнал*",
    "in_place": "веду_я отвечаю_за_нее отвечаю_за_него замещаю",
    "aside": "но извините простите счет возможно хотел хотела врач* доктор* хорошего_отпус",
}
_GREEK = {
    "matter": "ασθενης ασθενη ασθενους γονατο* κωδικ* επισυναπ* στελνω θα_στειλω για_την_απαντ διορθω*",
    "aside": "αλλα συγγνωμη ισως γιατρ* καλες_διακο",
}
_VIETNAMESE = {
    "matter": "benh_nhan dau_goi ma_benh dinh_kem toi_gui toi_se_gui sua_lai",
    "aside": "nhung xin_loi bac_si",
}
PERSON = {"en": _ENGLISH, "de": _GERMAN, "nl": _DUTCH, "fr": _FRENCH, "es": _SPANISH, "pt": _PORTUGUESE, "it": _ITALIAN, "sv": _NORDIC, "da": _NORDIC, "no": _NORDIC, "fi": _FINNISH, "pl": _POLISH, "cs": _CZECH, "hu": _HUNGARIAN, "ro": _ROMANIAN, "tr": _TURKISH, "ru": _RUSSIAN, "el": _GREEK, "vi": _VIETNAMESE}  # fmt: skip
PERSON_WITHIN = {
    "zh": {"matter": "就诊日期 就診日期 附上 附件 病人 患者 病历 病歷 编码 編碼 发给 發給 膝 厘米 谢谢您的回 谢谢你的回 谢谢，我 谢谢,我 提交 修改 抱歉 重新 发给您 发给你 發給您 签字 簽字 我查过 我查了 我看过 我问过 老病人", "in_place": "由我负责 由我負責 由我处理 由我處理 我来回答 我来回 由我代 代为回复 代為回覆", "aside": "但是 不过 可是 医師 可以"},
    "ja": {"matter": "受診日 添付 カルテ コード 左膝 患者 修正 再請求 すみません 申し訳ありません センチ お送りします お送りいたします 署名 私が確認 確認しました 聞きました 再診の", "in_place": "私が担当 私が回答 代理でご返信 代理で回答 代わりにご回答", "aside": "ですが、 でしょうか 医師 先生"},
    "ko": {"matter": "진료일 첨부 환자 차트 코드 보내드 무릎 수정 청구 죄송 센티 서명 제가_확인 확인했습니다 물어봤 재진", "in_place": "제가_맡고 제가_답 제가_대신 대신_답변", "aside": "하지만 그런데 의사 선생님"},
    "he": {"matter": "ברך קוד_ה מצורף תודה,_נ תודה_על_התשובה אשלח הדוח", "aside": "אבל סליחה רופא"},
    "ar": {"matter": "المريض رمز_ال مرفق الركبة بتصحيح شكراً_على_الرد سأرسل_ال سأرسل_لك", "aside": "لكن آسف عذرا الطبيب"},
}  # fmt: skip
