"""Words of the notes that machines send, as in ``note_words``: the languages of the north and of the east of Europe, and Turkish."""

SWEDISH = {
    "absent": "semester* ledig* franvar* foraldraledig* sjuk* kurs konferens tjansteresa bortrest stangt stangda helgdag* jul pask midsommar vab vabbar tjanstledig* "
    "kompledig* deltid resa inte_pa_konto inte_pa_plats inte_i_tjans arbetar_inte jobbar_inte inte_tillga inte_anträf borta utomlands sommarstang* "
    "julstang* stangt_vecka halsokontroll julledig sommarledig pasklov sportlov hostlov semesterledig utbildning resande_fot pa_resa inventering stangt_for "
    "har_stangt sjuk kan_inte_svara oppettider inte_tillg",
    "long": "foraldraledig* tjanstledig*",
    "holiday": "jul julen nyar pask pingst midsommar* helgdag* sommarstang* julstang* god_jul",
    "now": "narvarande just_nu tillfallig* idag",
    "gone": "slutat pension* lamnat inte_langre arbetar_inte_langr ny_adress ny_e nytt_jobb eftertradare ny_tjanst",
    "unread": "obevakad laser_inte laser_ej bevakas_inte lases_inte ovakad inte_bevaka inte_lases avslutat_konto kan_inte_besva besvaras_inte vidarebefordras_inte "
    "anvands_inte",
    "received": "mottagit mottaget fatt_ditt fatt_din tagit_emot registrer* arendenummer ditt_mejl_har har_kommit bekraft*",
    "opener": "for_ditt_mail for_ditt_mejl for_ditt_medd for_din_fraga for_att_du for_ditt_arend for_ditt_e",
    "back": "tillbaka ater aterkom* oppnar tillbaks",
    "when": "till fram fran imorgon idag mandag* tisdag* onsdag* torsdag* fredag* januari februari mars april maj juni juli augusti september oktober november "
    "december vecka nasta",
    "urgent": "bradska* akut* viktigt haster omedelbar* under_tiden min_franv till_dess tills_dess",
    "turn": "kontakta vand ring ringa hor_av kollega* kollegan vaxel* reception hjalper registrator* mejla maila kontakt skriv_till",
    "stand_in": "ersatt* vikari* eftertradare tar_over",
    "answer": "svar* svarar svara aterkommer handlagg* laser besvaras aterkoppl* kontaktar",
    "promise": "svarar aterkommer hor_av",
    "mail": "mail mejl mejlen e-post epost meddelande* inkorg brevlada arende fraga",
    "delay": "snart fort arbetsdag* timmar dagar inom fordroj* begrans* sporadisk* talamod mojligt normalt",
    "desk": "vi oppettid* automatisk* autosvar arendenummer kundtjanst svara_inte var_personal handlaggare mottagning*",
    "past": "var varit",
}
DANISH = {
    "absent": "ferie* fri orlov barsel* syg sygemeldt kursus konference fraver* fravaer* bortrejst lukket helligdag* jul paske afspads* tjenesterejse ikke_pa_konto "
    "ikke_til_stede ikke_pa_arbej arbejder_ikke deltid rejse udlandet vaek sommerlukk* juleluk* paskeferie juleferie sommerferie vinterferie efterarsferie "
    "holder_lukke kan_ikke_svare ikke_til_at ikke_traeff ikke_tilga",
    "long": "barsel* sygemeldt",
    "holiday": "jul julen nytar paske pinse helligdag* sommerlukk* juleluk* glaedelig",
    "now": "ojeblikket for_tiden lige_nu midlertidig*",
    "gone": "fratradt fratraadt pension* stoppet forladt sluttet ikke_laenger ikke_lenger ikke_langere ansat_mere ny_mail ny_adresse nyt_job efterfolger",
    "unread": "leses_ikke laeses_ikke overvages_ikke laser_ikke laeser_ikke ikke_overva ubemandet ikke_laest besvares_ikke",
    "received": "modtaget registrer* sagsnummer din_mail_er kvittering bekraeft* vi_har_travl travlt",
    "opener": "for_din_mail for_din_henve for_din_e for_din_besk for_din_fores",
    "back": "tilbage igen genabner retur",
    "when": "indtil til fra morgen dag mandag* tirsdag* onsdag* torsdag* fredag* januar februar marts april maj juni juli august september oktober november "
    "december uge naeste",
    "urgent": "haster haste* akut* vigtig* omgaende mellemtiden mit_fravae indtil_da",
    "turn": "kontakt* ring ringe kollega* sekretar* sekretariat* omstilling* henvend* hjaelper reception skriv",
    "stand_in": "vikar* overtager efterfolger afloser stedfortraed*",
    "answer": "svar* svarer vender besvar* laeser behandl* medarbejder* ser_forst",
    "promise": "svarer vender_tilba besvares",
    "mail": "mail mails besked* henvendelse* indbakke e-mail postkasse",
    "delay": "hurtig* snarest arbejdsdag* hverdag* timer inden forsink* begraens* talmod muligt forventes svartid* talmodighed*",
    "desk": "vi abningstid* automatisk* autosvar sagsnummer svar_ikke medarbejder* praksis klinik",
    "past": "var vaeret",
}
NORWEGIAN = {
    "absent": "ferie* fri permisjon* foreldrepermisjon* syk* kurs konferanse fraver* fravaer* bortreist stengt helligdag* jul paske avspaser* tjenestereise reise "
    "ikke_pa_konto ikke_til_stede ikke_pa_jobb jobber_ikke deltid utlandet borte sommerstengt julestengt paskeferie juleferie sommerferie vinterferie "
    "hostferie avslatt syk kan_ikke_svare ikke_tilgj ikke_tilgjen",
    "long": "foreldreperm* sykmeldt permisjon*",
    "holiday": "jul julen nyttar paske pinse helligdag* sommerstengt julestengt god_jul",
    "now": "oyeblikket for_tiden akkurat_na midlertidig*",
    "gone": "sluttet pensjon* fratradt ikke_lenger ny_jobb ny_e ny_adresse etterfolger",
    "unread": "leses_ikke overvakes_ikke leser_ikke ikke_overva ubemannet besvares_ikke",
    "received": "mottatt registrer* saksnummer fatt_din bekreft*",
    "opener": "for_mailen for_din_henve for_din_e for_e for_epost for_meldin for_henven",
    "back": "tilbake igjen apner",
    "when": "til fra frem morgen dag mandag* tirsdag* onsdag* torsdag* fredag* januar februar mars april mai juni juli august september oktober november desember "
    "uke neste",
    "urgent": "haster haste* akutt viktig* umiddelbar* mellomtiden mitt_fravae inntil_da frem_til_da",
    "turn": "kontakt* ta_kontakt ring ringe kollega* sekretar* sentralbord* henvend* hjelper resepsjon* skriv rettes_til",
    "stand_in": "vikar* overtar etterfolger stedfortreder",
    "answer": "svar* svarer besvar* leser behandl* kommer_tilbak saksbehandler*",
    "promise": "svarer kommer_tilba besvares",
    "mail": "mail mailen e-post epost e_post melding* meldinger henvendelse* innboks",
    "delay": "snart fortest snarest virkedag* timer dager innen forsink* begrens* mulig* talmod",
    "desk": "vi apningstid* automatisk* autosvar saksnummer ikke_svar saksbehandler*",
    "past": "var vaert",
}
FINNISH = {
    "absent": "loma* lomalla lomalta poissa poissaol* vapaa* vapai* perhevapa* aitiyslom* vanhempainvap* opintovap* sairaslom* sairaana koulutuks* matkalla matkoilla "
    "tyomatka* konferenss* kokouksessa suljettu kiinni joulu* paasiais* juhannus* etatoi* en_ole_toiss en_ole_paika en_ole_tavoi osa_aikai ulkomail* "
    "vuosilom* kesalom* talviloma* hiihtolom* syysloma* virkamat* tyomat* etatyo* sairas* en_voi_vasta en_pysty",
    "long": "perhevapa* aitiyslom* vanhempainvap* opintovap*",
    "holiday": "joulu* paasiais* juhannus* pyhien pyhat vappu* loppiai* itsenaisyys*",
    "now": "talla_hetkel parhaillaan toistaiseksi tilapais*",
    "gone": "elakkee* elakkeell* en_ole_enaa ei_ole_enaa en_tyosk enaa_talon enaa_tyossa lopettanut siirtyn* uusi_osoit seuraaja*",
    "unread": "ei_lueta ei_valvo ei_seurata en_lue en_seuraa postilaatikkoa_ei ei_kayteta poistettu_kayto ei_enaa_kayte ei_ole_kayto",
    "received": "vastaanot* saapun* saimme kirjattu tikettinumero perille asiasi",
    "opener": "viestistasi viestistanne yhteydenotosta* kiitos_viest kiitos_sahko kiitos_yhtey",
    "back": "palaan palaa palaamme takaisin jalleen paluu* avoinna avaamme",
    "when": "saakka asti alkaen jalkeen ennen huomenna tanaan maanantai* tiistai* keskiviik* torstai* perjantai* tammikuu* helmikuu* maaliskuu* huhtikuu* toukokuu* "
    "kesakuu* heinakuu* elokuu* syyskuu* lokakuu* marraskuu* joulukuu* viikolla viikon",
    "urgent": "kiiree* kiireelli* tarkea* akuut* valittom* poissaoloni hatatilan* silla_valin siihen_asti",
    "turn": "yhteytta ota_yhtey ottakaa kollega* kolleega* puhelin* soita* numeroon hoitaa hoitavat vaihde* kirjaamo* auttaa kaantya assisten* teita",
    "stand_in": "sijai* tuura* hoitaa_tehta seuraaja*",
    "answer": "vastaa* vastaan palaan luen lue kasittel* vastaus* otamme asiantuntija* asiakaspalvel* kasittelemme",
    "promise": "vastaan vastaamme palaan_asiaa palaamme kasittelem otamme_yhtey",
    "mail": "viesti* sahkoposti* postia postini posti yhteydenoto* meili*",
    "delay": "pian mahdollisimman arkipaiva* tunnin kuluessa viive* viiveella hitaasti rajoitet* satunnaise* viimeistaan viivetta",
    "desk": "asiakaspalvel* automaat* aukiolo* palvelemme toimisto* vastaamme älä_vastaa olemme",
    "past": "olin oli olimme",
}
POLISH = {
    "absent": "urlop* nieobecn* wolne dzien_wolny zwolnieni* chorob* chorobow* delegac* szkoleni* konferenc* macierzynsk* wychowawcz* zamknie* nieczynn* swiet* "
    "swiat* poza_biure poza_firma niedostepn* nie_ma_mnie nie_pracuj nie_bedzie mnie_nie wyjezd* wyjazd* podroz* odpoczyw* home_office zdaln* nie_bede "
    "sluzbow* podrozy pracuje_zdaln l4 nieobecna_w chory chora choroba nie_moge_odpow",
    "long": "macierzynsk* wychowawcz*",
    "holiday": "swiet* swiat* boze_narod wielkanoc* nowy_rok dlugi_weekend majowk* wesolych",
    "now": "obecnie aktualnie chwilowo tymczasowo",
    "gone": "emerytur* nie_pracuje_juz juz_nie_pracu nie_jestem_juz zakonczyl* zakoncze* odeszl* odszedl rozwiaza* nowy_adres nastepc* nie_pracuje_w zmienil*",
    "unread": "nieaktywn* nie_jest_monit nie_jest_spraw nie_jest_obslu nie_sprawdz nie_odczyt nie_jest_odczy nie_czytam nie_jest_juz nie_odpowiada nie_beda_czyta "
    "niemonitor* nie_jest_uzywa juz_nie_uzywa nie_jest_juz_obslu nie_jest_obsl",
    "received": "otrzymal* otrzymani* wplynel* dotarl* przyjet* przyjel* zgloszeni* numer_zglos potwierdz* zarejestrow*",
    "opener": "za_wiadom za_kontakt za_przesl za_mail",
    "back": "powro* wroc* wraca* ponownie znow wznow*",
    "when": "do od po jutro dzis dzisiaj poniedzial* wtorek wtorku srod* czwart* piatek piatku styczn* luty lutego marca kwietnia maja czerwca lipca sierpnia "
    "wrzesnia pazdziernika listopada grudnia tygodni* wlacznie",
    "urgent": "piln* nagl* awaryjn* niezwloczn* natychmiast* w_tym_czas miedzyczas* mojej_nieob do_tego_czasu do_tej_pory",
    "turn": "kontakt* skontakt* dzwon* zadzwon* zwrac* zwroc* pisac kolez* koleg* sekretariat* rejestrac* asystent* infolini* wspolprac* kierowac",
    "stand_in": "zastep* przejal* przejmuje obowiazk* nastepc* zamiast_mnie w_zastep",
    "answer": "odpow* odpisz* odpowied* rozpatrz* skontaktuj* przeczyt* odczyt* konsultant* pracownik* obsluz* wrocic_do",
    "promise": "odpowiem odpowiemy odpisze skontaktuje* odpowiadam",
    "mail": "wiadomos* poczt* mail* skrzynk* korespond* zapyta*",
    "delay": "wkrotce najszybciej roboczych godzin* dni opozn* ograniczon* mozliwie cierpliw* wyrozumial* kolejnosc* terminie niezwloczn*",
    "desk": "nasz_zespo zespol* biuro automat* godzin* nie_odpowiad zgloszen* informuj* przychodni* konsultant* klienc* klient*",
    "past": "bylem bylam bylismy",
}
CZECH = {
    "absent": "dovolen* nepritom* nemocn* skolen* konferenc* matersk* rodicovsk* sluzebni_cest zavren* uzavren* svatek svatky vanoc* velikono* volno mimo_kancl "
    "mimo_kance nejsem nebudu nebudeme neprac* lekar_mam horach cestach pn ockr neschopn* cerpam nedostupn* pracovni_cest sluzebka mame_zavre mezi_svatk "
    "sluzebni_ceste nemoc* nemohu_odpov nemuzu_odpov",
    "long": "matersk* rodicovsk*",
    "holiday": "vanoc* velikono* svatek svatky silvestr* novy_rok prvni_svat",
    "now": "momentalne nyni soucasne prave aktualne docasne",
    "gone": "duchod* dochod* jiz_nepra uz_nepra nepracuji_jiz nepusob* ukoncil* odesel odesla odisiel odisla nastupce jiz_nejsem uz_nejsem nova_adres novy_mail",
    "unread": "neni_monitor nesledovan* neni_sledov neni_cten nekontroluj* nectu necitam neodpovid* neni_urcen nie_je_monit zrusen* jiz_nepouz uz_nepouz neni_pouziv "
    "nikdo_necte",
    "received": "prijali obdrzel* prijat* doruc* potvrz* dostali_jsme evidujeme pod_cislem prijeti zaregistrov* zaevidov* zadost_jsme vas_pozadavek pozadavek "
    "vasi_zadost zadost",
    "opener": "za_vasi_zprav za_vas_mail za_vas_e za_vasu_sprav za_zpravu za_e",
    "back": "vrat* navrat* zpet spat opet znovu zpatky vraci* vracim",
    "when": "do od po az zitra dnes pondel* utery stred* ctvrtek* patek ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince "
    "tyden tydne vcetne januara maja juna jula augusta",
    "urgent": "nalehav* urgentn* surn* nutn* neodkladn* spech* mezitim akutn* dulezit* do_te_doby",
    "turn": "kontakt* obrac* obrat* volejte volat piste koleg* resi sekretariat* asistent* recepc* vyrid* piste_na napiste pisete",
    "stand_in": "zastup* zastoup* nastupce prevzal* misto_mne",
    "answer": "odpov* odpis* ozvu ozvem* vyrid* vyriz* zodpov* precte* dostanu_az budeme_kontak pracovnik* kolegove venovat",
    "promise": "odpovim odpovime ozvu ozveme budu_reago odpovidam budeme_konta",
    "mail": "mail* zprav* sprav* schrank* posta posty postu dotaz*",
    "delay": "nejdrive brzy pracovnich dnu hodin zpozden* omezen* moznost* trpeliv* pochopen* obvykle zpravidla poradi najskor prodlev* s_prodlev s_odstupem "
    "prodleve",
    "desk": "nas_tym tym automat* hodin* provozni_doba neodpovid* nase_odde zakazni* pracovni_doba ordinac*",
    "past": "byl byla bol bola byli",
}
HUNGARIAN = {
    "absent": "szabadsag* pihen* tavol* betegszabad* beteg konferenci* kepzes* tappenz* szules* gyes* gyed* zarva unnep* karacsony* husvet* hazon_kivul nem_vagyok "
    "nem_leszek nem_elerheto kikapcsol* utaz* kulfold* kikuldetes* szunnap* betegallom* betegallomanyban tanulmany* szabadnap* kulfoldon gyermekgond* "
    "szolgalati uton_vagyok konferencian betegs* betegseg* nem_tudok nem_all_modom",
    "long": "gyes* gyed* szules*",
    "holiday": "karacsony* husvet* unnep* ujev* punkosd* boldog_unnep kellemes_unnep",
    "now": "jelenleg most ideiglenes* atmeneti* pillanatnyi*",
    "gone": "nyugdij* mar_nem_dolgo nem_dolgoz tovabbiakban_nem utod* tavoztam megszunt uj_cimem uj_e munkaviszony*",
    "unread": "nem_figyel nem_olvas nem_olvass nem_nezem nem_kezel nem_ellenor nem_fogad nem_valaszol mar_nem_haszn nem_hasznal nem_hasznalj megszunt_ez",
    "received": "megkapt* megerkez* beerkez* rogzit* erkezett ugyszam* iktat* fogadt* bejelent* azonosit* rogzitett* tovabbit*",
    "opener": "koszonjuk_hogy koszonjuk_megke koszonjuk_level koszonjuk_uzene koszonom_level",
    "back": "vissza* visszater* ujra ismet nyitunk terek*",
    "when": "ig tol kedd* hetfo* szerda* csutortok* pentek* holnap ma januar* februar* marcius* aprilis* majus* junius* julius* augusztus* szeptember* oktober* "
    "november* december* utan addig het heten este delutan reggel",
    "urgent": "surgos* azonnali* halasztha* halasztast fontos* addig_is tavolletem* veszhelyzet* addig",
    "turn": "fordul* keres* hivja hivjon hivjak kollega* titkarsag* telefon* irjon vegye_fel ugyfel* recepcio* asszisztens* utodom* cimre",
    "stand_in": "helyettes* utod* helyettem ugyeimet viszi atvette",
    "answer": "valasz* jelentkez* felveszi megval* munkatars* olvasom dolgozom_fel foglalkoz*",
    "promise": "valaszolok valaszolunk jelentkez* valaszolni valaszt_kap",
    "mail": "level* uzenet* email* mail* posta* megkeres* iro levelir*",
    "delay": "hamarosan munkanap* ora oran_belul belul kesik keses* kesobb leheto turelm* megertes* korlatoz* rovidesen csak_keses",
    "desk": "csapat* automat* nyitvatart* ugyfelszolg* ne_valaszol munkatars* rendelo*",
    "past": "voltam volt voltunk",
}
ROMANIAN = {
    "absent": "concedi* vacant* absent* absenta plecat* delegat* medical_de conferint* curs maternit* inchis* sarbator* craciun* pasti paste liber* zi_libera "
    "nu_sunt_la nu_voi_fi nu_sunt_dispo indispon* calator* deplasar* in_afara_biro strainat* deplasare am_iesit_la lips* lipsesc bolnav* nu_pot_raspu",
    "long": "maternit* crestere",
    "holiday": "craciun* pasti paste sarbator* revelion anul_nou 1_mai",
    "now": "prezent momentan in_acest_momen aceasta_perio actualmente temporar",
    "gone": "pensi* pensionat* nu_mai_lucre nu_mai_fac nu_mai_face nu_mai_sunt am_parasi am_plecat_din succesor* noua_adres adresa_noua incetat*",
    "unread": "nemonitor* nu_este_monit nu_este_verif nu_este_citit nu_citesc nu_verific dezactivat* nu_este_activ nu_raspund nu_primes nu_mai_este nu_mai_folos "
    "nu_este_folos",
    "received": "primit inregistrat* receptionat* confirmam numar_de_inreg solicitarea_dumne preluat* transmis*",
    "opener": "pentru_mesaj pentru_email ca_ne_ati ca_ati_contac",
    "back": "revin reveni* intorc* intoarce* intors redeschid* inapoi reluam",
    "when": "pana de_la luni marti miercuri joi vineri maine azi astazi ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie "
    "decembrie din saptaman* dupa diseara dimineata",
    "urgent": "urgen* urgent* imediat* amanare intre_timp absenta_mea pana_atunci",
    "turn": "contact* sunati suna scrie* adresa* coleg* secretariat* receptie* asistent* apela* dirija* preia preluat* scrieti dispozitie va_ajuta ajuta",
    "stand_in": "inlocui* inlocuieste locul_meu tine_locul succesor*",
    "answer": "raspun* revenim contacta* reprezentant* citi* va_vom procesa* reveni_cu vom_raspu raspunde va_vom_raspu",
    "promise": "voi_raspu vom_raspu raspund revin_cu revenim_cu contactam veti_primi primi_un_raspu",
    "mail": "mesaj* email* e-mail* mail* corespond* posta solicit*",
    "delay": "curand scurt lucratoare ore intarzi* limitat* posibil rabdare intelegere termen maxim cel_mult",
    "desk": "echip* program* automat* nu_raspund clienti* birou reprezentant* cabinet*",
    "past": "am_fost eram",
}
TURKISH = {
    "absent": "izin* iznin* tatil* yillik rapor* raporlu* seyahat* toplanti* egitim* konferans* dogum_izni kapali* bayram* resmi_tatil ofis_disin ofiste_degil "
    "mazeret* yurtdisi* ulasilam* musait_degil bulunmuyor* calismiyor* gorevli* uzakta* yurt_disin disinda* olcum_disi seminer* fuar "
    "calismiyorum bu_hafta_calis olmadig hastayim hastalig* bakamiyor* cevap_verem yanit_verem",
    "long": "dogum_izni",
    "holiday": "bayram* yilbasi ramazan kurban resmi_tatil",
    "now": "suanda su_anda su_an halen simdi gecici",
    "gone": "emekli* ayril* artik_calis isten_ayril gorevimden gorevinden yeni_adres yeni_e yerime halef*",
    "unread": "takip_edilm kontrol_edilm okunm* izlenm* kullanilm* yanitlanm* cevaplanm* kapatil* artik_kulla kullanilmama*",
    "received": "alin* alindi* ulasti* ulasmis* ulastigin* ulasan kaydedil* kayd* talebiniz* basvurunuz* mesajiniz_alin kayit_numa",
    "opener": "tesekkur_eder_biz",
    "back": "don* donece* donus* tekrar yeniden geri ise_donec",
    "when": "kadar tarih* pazartesi* sali carsamba* persembe* cuma* yarin bugun ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik itibar* "
    "sonra hafta* arasi* boyunca",
    "urgent": "acil* ivedi* onemli* bu_surec bu_sure yoklug* zamana_kadar o_zamana",
    "turn": "iletisim* ulasab* arayin* arayab* basvur* gorus* arkadas* sekreter* yonlendir* asistan* irtibat* yazab* yardimci_ola hanim_a bey_e yaziniz "
    "yardimci_olaca yardimci",
    "stand_in": "vekil* vekal* yerime halef*",
    "answer": "yanit* cevap* donus* degerlendir* ilgilen* okuya* inceley* temsilci*",
    "promise": "yanitlayacag* cevaplayacag* donus_yapac donus_sagla yanit_vere cevap_vere",
    "mail": "mesaj* e-posta* eposta* posta* mail* ileti* yazi*",
    "delay": "kisa_sured kisa_suren en_kisa is_gunu saat* icinde gecik* gec sinirli* sabr* anlayis* yogun* sinirli_erisi erisim*",
    "desk": "ekib* otomatik* mesai* musteri* destek* lutfen_yanit bize tarafimiz* temsilci* konuyla_ilgil",
    "past": "izindeydim tatildeydim degildim yoktum donduk dondum",
}
NORTH = {"sv": SWEDISH, "da": DANISH, "no": NORWEGIAN, "fi": FINNISH, "pl": POLISH, "cs": CZECH, "hu": HUNGARIAN, "ro": ROMANIAN, "tr": TURKISH}  # fmt: skip
