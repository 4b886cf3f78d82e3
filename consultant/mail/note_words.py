"""Words of the notes that machines send, by language and by what they say: English, German, Dutch, the Romance languages.

A table maps a signal (``note_score.WEIGHTS`` says what each is worth) to words in lower case, apart by spaces. ``word*`` stands
for all that begin so; words joined by "_" follow each other, and of each of those five letters count ("no_longer_monit").
Accents and the like do not count: ``note_score`` takes them off, here and in mails.
"""

ENGLISH = {
    "absent": "vacation* holiday* pto ooo sabbatical* honeymoon bereavement travelling traveling overseas abroad unavailable furlough* conference* offline away "
    "absence absent unplugg* recharg* shut shutdown thanksgiving christmas easter teaching downtime on_leave annual_leave parental_leave maternity_leave "
    "paternity_leave medical_leave sick_leave family_leave extended_leave leave_until leave_from leave_of out_of_office out_of_the_offic out_of_town "
    "out_of_the_count out_until out_till out_through out_from out_on out_sick out_today out_this out_next out_with out_for out_in out_and am_out off_work "
    "off_until off_till off_today off_sick off_from off_this off_on off_the_grid off_grid time_off day_off days_off week_off weeks_off not_in_the "
    "not_in_today not_workin not_availa not_at_my part_time on_the_road stepped_away jury_duty office_hours my_hours my_workin my_days in_traini in_class "
    "in_meetin memorial_day labor_day new_year spring_break summer_break winter_break on_break a_break gone_fishi only_work only_in_on our_hours trade_show "
    "business_trip work_trip a_trip out_of_pocket reduced_hours limited_hours not_on_email don_t_work do_not_work do_not_see no_signal no_laptop away_from "
    "family_emerg the_birth welcome_our not_schedu on_assign military_duty deployed observ* sabbath sundown sunset ramadan eid diwali devices courthouse "
    "fmla recover* recuperat* meetings no_email_for undergo* offsite retreat on_sick on_the_slopes on_a_plane on_a_flight on_vacation snowed_in snow_day "
    "vacationing halfway at_sea cruise mountains beach lake_no off_my_devic weekdays_only on_weekda swamped tied_up back_to_back in_a_worksh workshop "
    "off_site maui hawaii surgery_and reduced_schedu limited_schedu detox outage power_outage moving_this moving_offic relocating personal_leave "
    "is_on_leave on_maternity on_paternity on_parent on_medical on_pto working_reduced working_remote work_remotel working_from_home on_fire in_clinic_all "
    "on_rounds retired jury holidaying closing_early we_re_closed we_are_closed are_closed is_closed will_be_closed be_closed non_working not_be_in "
    "out_of_comm clinical_days admin_days closed_for closed_today closed_on closed_until closed_due closed_from closed_thru closed_through closed_at "
    "temporarily_closed office_closur holiday_closur close_for we_close weather office_closed offices_closed clinic_closed in_court court out_on_leave "
    "won_t_be_check not_be_checki not_checkin yom_kippur rosh_hash purim bank_holida personal_days my_computer away_from_my semi_retir after_hours "
    "well_deserv experiencing_email email_issue looking_at_email look_at_email read_email_only out_for_the slowest_way my_work_days work_days "
    "my_workin_days illness unwell not_at_work am_ill am_sick out_ill bereavem_leave bereave* under_the_weat cannot_respo cannot_reply unable_to_respo "
    "unable_to_reply unable_to_answ can_t_respo not_able_to_respo cannot_answer not_respond the_weekend in_the_field step_in_for step_away attending_to "
    "family_matte inventory",
    "long": "sabbatical* maternity_leave paternity_leave parental_leave medical_leave extended_leave family_leave military_duty deployed honeymoon",
    "holiday": "thanksgiving christmas easter memorial_day labor_day new_year new_years_day independen* juneteenth mlk presidents_day veterans_day columbus_day diwali "
    "eid passover hanukkah holidays snow_storm weather_event happy_holid stay_warm stay_safe boxing_day good_friday bank_holida public_holid inclement "
    "weather snow yom_kippur rosh_hash",
    "now": "currently presently at_the_moment at_present right_now for_the_forese for_the_time_being temporarily",
    "gone": "retired retirem* anymore departed no_longer_with no_longer_emplo no_longer_at no_longer_work no_longer_part no_longer_assoc no_longer_affil not_employ "
    "left_the left_our has_left have_left moved_on new_role new_positi last_day changed_jobs address_has_chang email_has_chang new_email_addre my_new_email "
    "my_new_addre update_your_conta update_your_addre update_your_recor new_opport have_moved has_moved been_transf transferred separated a_former "
    "former_emplo has_depart have_depart is_leaving new_job laid_off ceased joined_anothe joined_a_new former_staff former_collea due_to_be_delet "
    "going_away passed_away contract_ended assignment_with assignment_ended employment_ended no_longer_deliv transferred_to accepted_a_posit redirect_your "
    "retired_this",
    "unread": "unmonitored unattended unwatched deactivat* discontinued send_only not_monito not_checke not_attend not_staffe not_read isn_t_check isn_t_monit "
    "isn_t_read isn_t_watch nobody_reads nobody_check no_one_reads no_one_monit no_longer_monit no_longer_in_use no_longer_activ no_longer_check "
    "no_longer_valid no_longer_accep cannot_receiv can_t_receiv not_receiv not_accept not_delive_to switched_off be_disabl outgoing_only outgoing_mail "
    "closed_mailb not_return_email rejects_all never_read never_seen goes_unread not_forwar can_only_send only_send won_t_see_this not_see_this go_nowhere "
    "will_not_be_read won_t_be_read won_t_be_seen be_deleted outbound deleted_unread no_longer_used is_not_used no_longer_be_used not_in_use not_regula "
    "decommissio decommissioned",
    "received": "logged registered routed acknowledg* assigned queued been_receiv we_receiv have_receiv received_your was_receiv successf_recei got_your reached_us "
    "has_reache reached_our has_arrive have_arriv made_it_to arrived ticket in_our_queue in_the_queue in_queue confirm_recei confirm_that confirming_that "
    "confirms_that receipt_of is_importa been_logged been_creat was_create been_regis been_forwa been_route been_opene been_assig submission_was "
    "submission_has case_number reference_numbe ticket_numbe tracking_numbe request_id case_id landed_in come_through came_through safely_recei is_with_us "
    "been_comple arrived_safel large_number marked_as_solve marked_solve was_solved been_solved been_resol was_resol been_update been_closed receive_a_high "
    "safe_and_sound large_volum high_volum heavy_volum high_number unusually_high quarantine",
    "notice": "unsubscribe preferences password subscription renews no_action action_is no_further_acti your_payment your_order has_shipp was_shipp tracking "
    "link_expir expires browser sign_in log_in logged_in one_time verification_code your_receipt your_statem your_invoic was_process been_process "
    "been_comple missed_call missed_a_call secure_message you_are_receiv you_re_receiv you_received_this this_was_sent this_email_was new_articl newsletter "
    "webinar all_parties was_signed been_signe no_message_was scheduled_maint maintenance_windo your_account your_subsc digest alert reminder add_to_calen "
    "reschedule or_cancel shared_a shared_with_you document_with_you new_sign someone_sign quarantined scanned resolution dpi take_two rate_your "
    "feedback_on your_feedb is_ready_to view_it view_your job_finish finished_at completed_succes renew* your_appointm is_confirmed "
    "your_booking released_or block_them storage_is your_trial terms_of_serv privacy_policy mfp multifunction noticed_a_new if_this_was_you "
    "add_to_your_cal reference_no track_your on_its_way pay_online view_and is_due_on by_clicki clicking sign_up signed_up has_been_cancel was_cancel "
    "event_has delivered_succe successf_deliv help_center take_our_surve short_survey brief_survey this_survey start_the_surve complete_our_surve deposit "
    "credited account_ending ready_to_downl was_sent_to_quara take_two_minut two_minut",
    "opener": "you_ve_caught if_you_re_readi you_re_readi if_you_are_readi you_are_readi sorry_i_misse sorry_to_miss sorry_we_misse i_missed_you you_have_reach "
    "you_ve_reach thanks_for_reach thank_you_for_reach thanks_for_your_messa thanks_for_your_email "
    "thank_you_for_conta thanks_for_conta thanks_for_writin thank_you_for_writin thank_you_for_email thanks_for_email "
    "thanks_for_gettin the_person_you appreciate_your_note your_patienc the_recipi to_whom_it for_contac for_reachi for_gettin "
    "for_writin for_emaili for_submit for_connec for_messag for_your_inter for_your_inqui for_your_enqui for_your_messa for_your_email for_your_e "
    "for_your_mail for_your_note for_your_reque for_your_submi for_your_corre for_your_quest your_note appreciate_your aloha greetings",
    "back": "return* reopen* resum* rejoin* be_back back_at back_in back_on back_from back_to_work back_after back_around i_m_back am_back are_back catch_you "
    "comes_back back_by see_you_in in_again back_to_norma back_online",
    "when": "until till til through thru tomorrow monday* tuesday* wednesday* thursday* friday* weekend january february march april june july august september "
    "october november december jan feb apr aug sept oct nov dec today next_week this_week next_month of_the_month end_of_the couple_of_weeks couple_of_days "
    "few_days few_weeks later_today afternoon the_week following_week starting effective as_of",
    "urgent": "urgent* emergenc* immediate* critical pressing assistance meantime interim 911 right_away time_sensit can_t_wait cannot_wait won_t_wait not_wait "
    "in_my_absen during_my_absen while_i_m_away while_i_am_away sooner in_a_hurry life_threa something_burning asap needs_attent need_help need_it "
    "need_assis need_somethi need_an until_then till_then before_then by_then in_the_interi up_to_that",
    "turn": "contact reach* call dial phone ping page text handles assistant colleague* supervisor manager instead kindly_write please_write write_to please_email "
    "please_use please_refer please_direct please_forwar please_send_your please_addre direct_your direct_all direct_any refer_to best_bet agreed_to "
    "fill_in front_desk main_line main_number portal going_forwar take_care taken_over takes_over has_taken work_with speak_to speak_with get_hold turn_to "
    "happy_to_help can_help will_help able_to_help switchboard reception receptionist hotline faq_page our_websit our_faq try_my visit_our self_serv "
    "on_behalf slack_me teams_me resend_to send_it_to direct_all_quest find_our practice_manag your_guy your_person is_your_contac work_relate "
    "happy_to_assis will_be_happy glad_to_help",
    "stand_in": "covering covers stand_in standing_in deputy deputies deputiz* substitut* replacement successor filling_in in_my_place in_my_stead has_the_keys "
    "holds_the_fort holding_the_fort backup my_backup is_handlin will_be_handl looking_after taking_over can_handle handle_anyth now_managed is_managed "
    "is_monitorin monitoring_his monitoring_her monitoring_my step_in steps_in will_step",
    "answer": "replying responding will_respo will_reply will_answer ll_reply ll_respon ll_answer be_answer be_return be_read be_review be_process be_handled "
    "be_addres get_back got_back be_in_touch in_touch hear_from hear_back pick_it_up pick_up gets_looked look_at_it deal_with will_read read_mail "
    "read_email see_email see_messa attend_to follow_up follows_up member_of representa* specialist* respond reply replies response* answer_every "
    "answer_all answer_you answer_your as_soon_as catch_up catching_up work_through go_through read_this get_to_your get_to_it check_email check_my "
    "check_messa checking_email checking_my checking_messa monitor_my read_your address_your review_your reviews_your one_of_our is_answere are_answere "
    "see_this_after see_it_when once_a_day check_my_inbox check_my_email talk_monday see_you_monda deal_with_it back_to_you expect_a_reply expect_a_respo "
    "write_back",
    "promise": "will_pick_up will_reply will_respo will_answer ll_reply ll_respon ll_answer will_get_back ll_get_back get_back_to_you be_in_touch will_be_answer will_be_retur "
    "will_be_read will_be_respo responded_to reply_as_soon respond_as_soon shall_attend will_attend reply_to_your respond_to_your return_your_call "
    "return_your_messa return_your_email check_my_inbox write_back return_emails return_calls return_messag",
    "mail": "inbox mailbox emails messages correspondence my_email my_mail my_messages my_e email_me your_email your_e your_messa your_mail your_note your_reque "
    "your_inqui your_enqui your_corres your_ticket your_submi your_quest this_email this_messa this_inbox this_mailb this_addre this_accou sender voicemail "
    "voicemails any_email all_email emails_will message_will email_will messages_will messages_are email_access access_to_email new_message the_recipient "
    "requests inquiries enquiries",
    "delay": "delay* slow slower shortly soon within hours patience sporadic* intermittent* inconvenience volume volumes turnaround backlog batches understanding "
    "typically usually bear_with limited_access no_access little_access access_to not_have_acces without_access poor_connect limited_connec limited_inter "
    "no_internet spotty limited_avail limited_email order_it order_they order_in order_of the_order high_number high_volum heavy_volum unusually_high "
    "please_allow business_day working_day business_hours as_possib be_patien than_usual than_normal longer_than up_to more_slow next_availa 24h 48h "
    "24_hours slow_getting weekdays down operational slower_than may_take can_take take_longer refrain once_a typical slowest faster_respon first_thing "
    "try_again within_48 slowest_way next_work_day next_workin_day",
    "desk": "ticket customer customers support helpdesk representa* specialist* do_not_reply not_reply_to no_reply business_hours opening_hours office_hours "
    "regular_hours normal_hours this_is_a our_team our_staff our_office our_agent our_websit a_member this_mailb priority auto_generat automated* "
    "automatic* team_members our_clients our_patients case_number reference_numbe valued survey above_this_line keep_this please_note please_be_advis "
    "secure your_account regards_the_tea support_desk our_support next_work_day",
    "past": "was_out was_on_vacat was_on_leave was_off was_away were_away were_out was_travel was_sick been_out been_away been_off back_from_vacat back_from_holid "
    "back_from_leave just_back back_from_vaca from_holid just_got got_back_from catching_up_after when_i_was was_closed were_closed returned_from",
}
GERMAN = {
    "absent": "urlaub* resturlaub* abwesen* ferien* betriebsferien sommerpause winterpause elternzeit mutterschutz dienstreise* geschaftsreise* fortbildung* "
    "schulung* tagung kongress konferenz feiertag* weihnacht* ostern geschlossen unterwegs verhindert krank* erkrankt* teilzeit homeoffice auszeit "
    "sabbatical* beurlaubt freie_tage freien_tag nicht_im_buro nicht_im_haus nicht_im_diens nicht_erreic nicht_da nicht_am nicht_besetz ausser_haus "
    "nicht_verfug nicht_zu_errei nicht_anwes habe_frei dienstfrei nicht_im nicht_vor_ort sprechzeiten burozeiten geschaftszeiten arbeite_nur nur_montag "
    "im_ausland auf_reisen pausiert arbeitsfrei bruckentag lehrgang reha kur betriebsausflug* arbeitszeiten messe im_moment auf_einer nicht_zu_erre "
    "telefonisch_nicht ausser_dienst betriebsversamm* umzug umgezogen inventur brueckentag krankgeschrieben krankheitsbedingt krankenhaus klinikaufenthalt "
    "geschlossene praxisurlaub betriebsausflugs betriebsurlaub besprechungen ganztagig sitzungen krankheit* woche_frei habe_diese_woche_frei frei "
    "kann_ihre_mail nicht_arbeit bin_ich_verhin nicht_erreich",
    "long": "elternzeit mutterschutz sabbatical*",
    "holiday": "weihnacht* ostern pfingsten neujahr feiertag* silvester zwischen_den_jahre frohe_weihna frohe_ostern guten_rutsch rosenmontag karneval fasching",
    "now": "derzeit zurzeit zur_zeit momentan gegenwartig aktuell vorubergehend bis_auf_weite",
    "gone": "ausgeschieden ruhestand rente pensioniert nachfolg* nicht_mehr_im nicht_mehr_bei nicht_mehr_tatig nicht_mehr_besch nicht_mehr_fur nicht_mehr_in "
    "verlassen habe_das_unter hat_das_unter neue_mailad neue_e neue_adress gewechselt",
    "unread": "unbeaufsichtigt abgeschaltet deaktiviert stillgelegt nicht_abgeru nicht_geles nicht_uberwa nicht_mehr_gelesen nicht_mehr_abger nicht_mehr_aktiv "
    "nicht_mehr_gulti nicht_mehr_verwe nicht_weiterg nicht_bearbe keine_antwor automatisch_weite nicht_automa nicht_beantw nur_dem_versa nur_zum_versa "
    "nur_fur_den_versa nirgendwo nicht_mehr_genut wird_nicht_mehr nicht_mehr_exist",
    "received": "eingegangen eingetroffen angekommen erhalten registriert erfasst ticketnummer vorgangsnummer empfangen eingang eingangsbestatigung zugeordnet "
    "weitergeleitet aufgenommen bestatigen_den bestatigen_ihnen liegt_uns_vor liegt_vor hat_die_numme die_nummer eingereiht wir_haben_ihre unser_team "
    "hohen_aufkom aufkommens",
    "notice": "newsletter abmelden abbestell* passwort bestellung rechnung_steht ihr_konto kundenkonto bestatigungscode lieferung versandt",
    "opener": "vielen_dank_fur_ihre danke_fur_ihre danke_fur_deine vielen_dank_fur_deine sehr_geehrte_absen lieber_absend liebe_absend fur_ihre_mail fur_ihre_e "
    "fur_ihre_nachr fur_ihre_anfra fur_deine_mail fur_deine_e fur_deine_nachr fur_ihr_inter fur_ihre_konta fur_die_konta fur_ihr_schre dass_sie_uns "
    "sie_uns_kontak vielen_dank_fur",
    "back": "zuruck* ruckkehr wieder wiederkomm* wieder_ab",
    "when": "bis ab vom morgen heute montag* dienstag* mittwoch* donnerstag* freitag* januar februar marz april mai juni juli august september oktober november "
    "dezember voraussichtlich einschliesslich nachste* kommende* erst ubermorgen diese_woche dieser_woche",
    "urgent": "dringend* eilig* eilt notfall* notfallen wichtige sofortige* zwischenzeit* in_dieser_zeit meiner_abwes unaufschieb* bis_dahin solange",
    "turn": "wenden kontakt* ansprechpartner* kolleg* sekretariat zentrale anrufen telefonisch rufen erreichen_sie hilft helfen weiterhelf* ubernehmen nachfolger* "
    "zustandig* stattdessen hotline empfang ruckfragen durchwahl rezeption formular adressieren neu_an kunftig_an zuschriften",
    "stand_in": "vertret* vertritt ubernimmt stellung halt_kolle nachfolg* ersatz springt_ein ubernommen",
    "answer": "antwort* beantwort* bearbeit* melde melden kummer* lese gelesen ruckmeldung mitarbeiter* erledig* abarbeit* nachkommen abrufen sichten abgerufen "
    "antworte schaut_sich kollege_schaut zuruckmeld* um_ihr_anlie",
    "promise": "beantworte antworte melde_mich melde_ich meldet_sich melden_uns beantworten kummern_wir ruckmeldung zuruckmelden lese_ich",
    "mail": "mail mails email emails nachricht* anfrage* postfach posteingang anliegen schreiben mailbox absender* absenderin",
    "delay": "kurze zeitnah schnellstmoglich* schnell rasch baldmoglichst bald umgehend werktag* stunden verzoger* geduld verstandnis eingeschrankt* begrenzt* "
    "unregelmassig sporadisch innerhalb binnen moglichst gewohnlich aufkommen* reihenfolge dauern etwas_spater gelegentlich unregelmas* langer_dauert "
    "mal_langer kann_dauern etwas_geduld nicht_sofort innerhalb_von unser_team tage_in_anspr in_anspruch",
    "desk": "team praxis buro kanzlei klinik offnungszeiten geschaftszeiten sprechzeiten ticket ticketnummer automatisch* kunden kundenservice rezeptwunsch* "
    "rezepte bitte_nicht sehr_geehrte mitarbeiter*",
    "past": "war waren gewesen hatte hatten wieder_zuruck_aus",
}
DUTCH = {
    "absent": "vakantie* weekje_vrij verlof afwezig* ziek ziekte cursus training congres feestdag* kerst* pasen gesloten vrij vrije onderweg buitenland "
    "zwangerschapsverlof ouderschapsverlof deeltijd parttime niet_aanwez niet_op niet_bereik niet_beschi werk_niet werk_ik_niet niet_werkz niet_in_de "
    "ben_weg er_niet afwezigheid dicht sluit thuiswerk* zakenreis op_reis sabbatical* werkdagen in_spanje op_vakan uitje verblijf met_beperk weg_tot "
    "kantoor_is_gesl herstellende herstel operatie werk_voorl niet_werk verhuizing verbouwing ziekgemeld met_zwange op_cursus grieperig kan_niet_antwo "
    "opleiding ik_volg",
    "long": "zwangerschapsverlof ouderschapsverlof",
    "holiday": "kerst* pasen koningsdag pinksteren feestdag* nieuwjaar prettige_feest fijne_feest hemelvaart*",
    "now": "momenteel tijdelijk op_dit_momen thans voorlopig",
    "gone": "pensioen opvolg* niet_meer_werkz niet_meer_in niet_meer_bij niet_langer niet_meer_voor uit_dienst nieuwe_baan verlaten nieuwe_e nieuw_e afscheid "
    "sinds_kort elders oud_colle",
    "unread": "onbeheerd niet_gelez niet_beheer niet_gemoni niet_bekeke niet_meer_gelez niet_meer_gebru niet_doorge opgeheven niet_beantw",
    "received": "ontvangen ontvangst binnengekomen geregistreerd ticketnummer goed_ontva uw_mail_is uw_bericht_is in_behand doorgestuurd",
    "opener": "voor_uw_mail voor_uw_berich voor_je_mail voor_je_berich voor_uw_vraag voor_uw_aanvr voor_uw_e voor_je_e",
    "back": "terug* weer hervat* heropen*",
    "when": "tot vanaf t/m morgen vandaag maandag* dinsdag* woensdag* donderdag* vrijdag* januari februari maart april mei juni juli augustus september oktober "
    "november december volgende komende deze_week avonds",
    "urgent": "spoed* dringend* haast urgent* noodgeval* direct tussentijd ondertussen tot_die_tijd tot_dan",
    "turn": "contact bel bellen wenden collega* receptie secretariaat vervanger mailen mail_naar terecht telefonisch secretaresse balie overige_dagen mail_gerus",
    "stand_in": "vervang* waarne* neemt_waar opvolger mijn_taken taken_waar",
    "answer": "beantwoord* antwoord* reageren reageer reactie lees behandel* medewerker* kom_maandag kom_ik krijgt hoort antwoord_kan duren lees_mijn",
    "promise": "reageer beantwoord antwoord_ik reageren kom_ik neemt_contac antwoord_u hoort_van u_hoort",
    "mail": "mail mails bericht* email e-mail inbox mailbox vraag aanvraag lezer afzender postvak",
    "delay": "werkdag* uur snel spoedig vertraag* vertraging beperkt* geduld begrip binnen volgorde streven af_en_toe",
    "desk": "team praktijk kantoor openingstijden kantooruren ticket automatisch* medewerker* klantenservice niet_op_deze wij",
    "past": "was waren geweest",
}
FRENCH = {
    "absent": "absen* conge conges vacances ferme fermee fermes fermeture formation deplacement colloque congres maladie maternite paternite teletravail indisponib* "
    "injoignab* ferie feries noel paques repos voyage rtt mi_temps temps_partie ne_travai pas_disponi pas_la pas_au_bureau pas_joigna en_mission en_reunion "
    "hors_du_bure arret_de arret_mala conge_mate a_l_etrang pas_present pont sabbatique pas_en_mesure arret en_arret arret_maladie toute_la_journ "
    "mise_a_jour panne demenag* travaux salon seminaire hospitalis* en_teletra en_cong conge_paren temps_de_trava tous_les_mercr tous_les_lundi "
    "tous_les_mardi tous_les_jeudi tous_les_vendr malade souffrant* ne_lis_pas ne_peux_pas peux_pas_repon ne_pourrai_pas bureaux_sont bureaux_sont_ouver",
    "long": "conge_mate maternite paternite sabbatique conge_paren",
    "holiday": "noel paques toussaint ascension pentecote fete_natio jour_de_l_an bonnes_fetes bonne_annee joyeux ferie feries 14_juillet",
    "now": "actuellement momentanement en_ce_moment temporair* provisoir* tous_les",
    "gone": "retraite quitte ne_fais_plus ne_fait_plus fais_plus_parti fait_plus_parti ne_travaille_plus travaille_plus plus_partie n_exerce_plus changement_d "
    "nouvelle_adress successeur ne_suis_plus n_est_plus_en n_est_plus_empl depart nouvelles_fonct plus_en_poste plus_dans_l adresse_change mon_adress_chang",
    "unread": "pas_consul plus_consul pas_lue pas_lus pas_releve plus_releve desactiv* non_surveil pas_surve n_est_pas_lu n_est_plus plus_active plus_utili "
    "ne_reponds_plus ne_consul pas_transm ne_seront_pas ne_recoit sera_plus_relev",
    "received": "recu recue parvenu parvenue enregistr* pris_en_compt prise_en_compt pris_en_charg prise_en_charg arrivee accuse_de accusons bonne_recep transmis "
    "transmise transmise_au conservez_ce numero_pour pris_note prise_en_charge a_ete_trans bien_ete",
    "notice": "desabonn* desinscri* mot_de_passe commande_a lettre_d_infor newsletter votre_compte",
    "opener": "nous_avoir pour_votre_messa de_votre_messa pour_votre_courr pour_votre_mail de_votre_mail de_votre_courr de_votre_deman de_l_inter votre_interet "
    "nous_contac",
    "back": "retour reprend* reprise reouverture rouvr* revien* reviendr* rentree rentre reouvr* a_bientot",
    "when": "jusqu* du lundi* mardi* mercredi* jeudi* vendredi* janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre inclus demain "
    "aujourd* avant partir semaine prochain* des_lundi des_mon",
    "urgent": "urgen* imperatif pressant* immediat* en_attend entretemps entre_temps mon_absen d_ici_la ici_la jusque_la",
    "turn": "contact* adress* joindre joignable composez appel* appelez ecrire ecrivez collegue* collaborat* secretariat standard accueil assistant* interlocut* "
    "tourner dirig* transmettre assur* peut_vous_aider vous_aider",
    "stand_in": "remplac* interim relais successeur suppleant* assure_l_inter remplacante ma_rempla mon_rempla",
    "answer": "repond* reponse reponses traiter* traite traitee recontact* reviendr* consulter* lire lirai lu_par lus prendrai_conn connaissance equipe conseiller* "
    "apport* vous_repondra repondrai_en reviendrai_vers",
    "promise": "repondrai repondrons repondra reviendrai reviendrons recontactera recontacterai traiterai traiterons repondrai_a sera_traite serez_contac",
    "mail": "mail mails message messages courriel* messagerie boite email emails demande demandes e-mail",
    "delay": "delai* delais rapid* brefs meilleurs prochainement heures ouvre* ouvrable* retard patien* comprehension bientot limite* limitee ponctuel* occasionnel* "
    "possible differe* ne_peux_pas peux_pas_lire fin_de_journe des_que_possi dans_la_journ",
    "desk": "equipe cabinet bureaux horaires automatique* ticket ne_pas_repon merci_de_ne service clientele madame_monsi secretariat accueil nous_nous "
    "service_conce conservez_ce",
    "past": "de_retour_de_cong de_retour_de_vaca etais etait etions etaient ai_ete avons_ete j_etais revenu_de revenue_de",
}
SPANISH = {
    "absent": "vacaciones ausen* licencia feriado* festiv* fiestas navidad semana_santa cerrad* cerrar* fuera_de_la fuera_de_ofici fuera_del fuera_del_pais viaje "
    "viajando curso capacitac* congreso conferencia baja_por de_baja baja_mater incapacidad permiso maternidad paternidad descanso teletrabajo no_laborab "
    "no_me_encue no_estoy no_estare fuera_hasta fuera_por no_dispon asueto puente excedencia medio_tiempo media_jornada sin_computad sin_acceso desconect* "
    "reunion_todo no_trabajo periodo_vacac vacacional disfrutan* en_un_congr licencia_medic festivo es_festivo obras mudanza incapacitad* cierra cerramos "
    "inventario comision enfermedad enferm* no_puedo_atend no_puedo_respo no_podre_respo no_podre_conte",
    "long": "maternidad paternidad baja_mater",
    "holiday": "navidad semana_santa fiestas_patri ano_nuevo reyes puente dia_feriad feriado* felices_fiest",
    "now": "actualmente momentaneamente por_el_momen temporalmente en_este_momen",
    "gone": "jubil* retirado ya_no_traba ya_no_labor ya_no_forma ya_no_perte ya_no_colab deje_de_labor deje_de_traba deje_de_forma deje_de_perte nuevo_correo "
    "nueva_direcc sucesor ha_dejado he_dejado me_he_retir desvincul* dejo_de_labor renunci* nuevo_puest trasladado otro_departa otra_area",
    "unread": "desactivad* no_monitor no_supervi no_se_monit no_es_monit no_se_revis no_es_revis no_se_lee no_recibe_corre no_acepta ya_no_esta_activ ya_no_se_usa "
    "no_atendid no_sera_leid no_seran_leid no_responda",
    "received": "recibid* recibimos recibio registrad* llego ha_llegado asignad* su_solicitud_ha su_mensaje_ha su_correo_ha acuse_de en_nuestra_bande numero_de_caso "
    "numero_de_ticke folio turnad* canalizad* llego_correct llego_bien ha_sido_asign alto_volumen gran_volum importante_para_nosot procesad* encaminad* "
    "acusamos acuse",
    "notice": "suscripc* contrasena pedido boletin darse_de_baja su_cuenta cancelar_la_suscr",
    "opener": "por_contac por_escrib por_comuni por_su_mensa por_su_corre por_su_consu por_su_inter por_tu_mensa por_tu_corre por_ponerse",
    "back": "regres* vuelta vuelvo volver* retorn* retom* reincorpor* reabrir* reanud* reintegro leemos nos_vemos",
    "when": "hasta desde lunes martes miercoles jueves viernes enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre manana hoy "
    "partir del proxim* semana a_mi_regre",
    "urgent": "urgen* emergenc* inmediat* corre_prisa mientras_tanto en_mi_ausen apremi* impostergable hasta_entonc",
    "turn": "contact* comunic* llam* dirig* dirij* escrib* companer* colega* encargad* recepcion asistente cubr* cubrir* atender* atiende ayudarle ayudarles "
    "ayudarte apoyar* favor_de",
    "stand_in": "sustitu* reemplaz* me_cubre suplent* suple a_cargo en_mi_lugar sucesor cubre_mis mis_funci",
    "answer": "respond* contest* atender* atendid* leere leer respuesta comunicar* asesor* revisar* revisare pondremos contacto_con dare_respu tendra_nuestr "
    "nuestra_respu me_pongo_al pongo_al_dia",
    "promise": "respondere responderemos contestare contestaremos contesto_a nos_pondremos_en tendra_nuestr atendere atenderemos le_contes leere le_daremos "
    "daremos_respu",
    "mail": "correo* mensaje* solicitud* consulta* buzon bandeja email e-mail mail asunto",
    "delay": "breve brevedad antes_posib pronto horas habil* plazo orden demora* tardar* limitad* intermitente retras* paciencia molest* comprens* disculpe_las "
    "posible alto_volumen maximo_de tardar_mas lo_habitual de_lo_habit agradecemos_su_pacien molestias",
    "desk": "equipo oficinas horario* automatic* ticket folio atencion_al no_responda nuestras_ofici nuestro_equip clientes estimado_client estimado_a asesor* "
    "la_oficin disculpe_las_moles",
    "past": "estuve estaba estuvimos estabamos acabo_de vengo_de regrese_de volvi_de",
}
PORTUGUESE = {
    "absent": "ferias ausen* ausente licenca feriado* natal carnaval pascoa recesso viagem viajando curso congresso conferencia treinamento formacao baixa "
    "maternidade paternidade afastad* descanso folga folgas fechad* fora_do_escri fora_do_pais fora_da fora_ate nao_estarei nao_estou encontro_me indispon* "
    "home_office teletrabalho meio_periodo encerrad* encerramos sem_acesso desconect* nao_trabalho baixa_medic atestado nao_funciona nao_abre mudanca obras "
    "doenca doente adoecid* nao_posso_respo nao_consigo_respo nao_poderei_respo",
    "long": "maternidade paternidade",
    "holiday": "natal pascoa carnaval ano_novo reveillon feriado* boas_festas fim_de_ano",
    "now": "atualmente actualmente momento no_momento de_momento temporariamente",
    "gone": "aposent* reform* desligad* desligamento nao_faco_mais nao_faz_mais faco_mais_parte faz_mais_parte nao_trabalho_mais nao_trabalha_mais ja_nao_traba "
    "ja_nao_faco ja_nao_faz deixei_de deixou_de deixei_a deixou_a novo_email novo_e novo_ender sucessor nao_integro nao_pertenco mudei_de",
    "unread": "desativad* desactivad* nao_monitor nao_e_monit nao_e_lid nao_e_lida nao_sera_lid nao_recebe nao_e_verif nao_respond nao_aceita ja_nao_e_util",
    "received": "recebid* recebemos recebeu registrad* registad* chegou acusamos confirmamos protocolo encaminhad* sua_mensagem_foi seu_e_mail_foi seu_contato "
    "seu_contacto sua_mensagem_chego foi_aberto na_fila fila_de sera_lida importante_para_nos",
    "notice": "assinatura senha cancelar_a_inscr descadastr* boletim sua_conta",
    "opener": "por_entrar por_contac pelo_seu_conta pelo_contato pelo_contacto pela_sua_mensa pelo_seu_email por_escrev seu_interesse",
    "back": "regress* retorno retornar* volto voltar* volta reabr* retomo retom* reassum* voltamos_na",
    "when": "ate desde segunda* terca* quarta* quinta* sexta* janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro amanha hoje "
    "partir dia proxim* semana",
    "urgent": "urgen* urgenci* emergenc* imediat* enquanto_isso entretanto minha_ausen inadiavel ate_la",
    "turn": "contact* contat* ligue ligar ligacao fal* procur* dirig* direcion* encaminh* colega* secretaria recepcao chama chamar atend* assistente respons* "
    "assegur* escrev* cobre",
    "stand_in": "substitu* cobre_me em_meu_lugar no_meu_lugar responde_por_mim suplente assegura sucessor* a_acompanhar esta_a_acomp meu_colega minha_colega",
    "answer": "respond* retornar* retornamos resposta atendimento consultor* lerei ler entrara_em entraremos_em analis* equipe equipa verificar*",
    "promise": "responderei responderemos retornarei retornaremos entraremos entrara_em sera_respon sera_lida lerei",
    "mail": "mensagem mensagens email emails e-mail correio contato contacto solicit* pedido demandas caixa mail",
    "delay": "breve rapid* possivel assim_que horas uteis demor* atraso* limitad* ordem prazo paciencia compreens* transtorno* incomod* eventual*",
    "desk": "equipe equipa escritorio horario* automatic* protocolo atendimento nao_respond prezado_a clientes consultor* nossos_consul nossa_equip "
    "horario_de_atend",
    "past": "estive estava estivemos estavamos voltei cheguei acabei_de regressei",
}
ITALIAN = {
    "absent": "ferie vacanz* assen* malattia congedo maternita paternita permesso trasferta viaggio corso congresso convegno fuori_uffic fuori_sede chius* chiusura "
    "festivit* natale pasqua smart_working part_time ponte riposo non_sono_in non_saro non_lavoro non_sono_dispo non_sono_raggi non_saremo aspettativa "
    "indispon* all_ester non_in_uffi chiusura_natal sciopero trasloco in_smart estero mi_trovo salute malat* malato malata non_posso_rispo "
    "non_riesco_a_rispo non_sono_al_lavor",
    "long": "maternita paternita congedo aspettativa",
    "holiday": "natale pasqua ferragosto capodanno epifania festivit* buone_feste ponte",
    "now": "attualmente momentaneamente al_momento temporaneamente in_questo_momen per_lavor",
    "gone": "pensione non_lavoro_piu non_lavora_piu non_faccio_piu non_fa_piu piu_parte non_collab cessato ha_lascia ho_lascia nuovo_indiri nuova_mail nuova_e "
    "successore dimess* non_presto_piu in_pension",
    "unread": "disattivat* non_presid non_monito non_viene_letta non_e_letta non_e_piu_attiv non_e_monit non_e_presi non_leggo non_consul non_controll non_abilit "
    "non_ricev non_saranno_lett dismess* verra_dismes verra_disat",
    "received": "ricevut* ricevuto arrivat* registrat* presa_in_caric preso_in_caric presa_in preso_in ricezione protocoll* inoltrat* assegnat* stato_aperto "
    "stata_aperta e_stato_apert pervenuto pervenuta importante_per_noi",
    "notice": "disiscri* password abboname* newsletter annullare_l_iscri account",
    "opener": "per_averci per_il_tuo_mess per_la_sua_mail per_la_tua_mail per_il_suo_mess per_la_sua_richi per_averci_contat per_averci_scrit grazie_per_la_mail",
    "back": "rientr* torno torner* ritorno riapr* ripren* riapertura tornero operativ*",
    "when": "fino dal lunedi martedi mercoledi giovedi venerdi gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre domani "
    "oggi partire prossim* settimana al giorni",
    "urgent": "urgen* urgenz* emergenz* immediat* nel_fratt nel_frattempo indifferibil* mia_assen fino_ad_allor",
    "turn": "contatt* rivolg* chiam* scriv* telefon* collega colleghi segreteria referente centralino assistente dirig* inoltr*",
    "stand_in": "sostitu* fa_le_veci al_mio_posto successore mi_sostit",
    "answer": "rispond* risponder* risposta riscontro ricontatt* contattera* contatterem* evas* evadere leggero leggere operator* gestit* esamin* controllo_la "
    "la_contatt la_contattera tecnico",
    "promise": "rispondero risponderemo rispondera ricontattero ricontatteremo leggero daremo_risco le_daremo",
    "mail": "mail email e-mail messaggi* posta richiest* segnalazion* casella mittente",
    "delay": "piu_presto prima_possi breve ore lavorativ* ritard* limitat* pazienza disagio quanto_prima appena possibile tempi saltuari* solo_la_sera la_sera "
    "possibili_ritar ritardi",
    "desk": "studio ufficio staff team orari automatic* ticket operator* non_rispond gentile_client segreteria la_ringraz",
    "past": "ero era eravamo stato_in sono_stat sono_tornat rientrata_da rientrato_da",
}
WEST = {"en": ENGLISH, "de": GERMAN, "nl": DUTCH, "fr": FRENCH, "es": SPANISH, "pt": PORTUGUESE, "it": ITALIAN}  # fmt: skip
