"""What the papers of an attachment say."""

from server.domain.language import Words

APPLICATION = Words("ӨТІНІШ", "ЗАЯВЛЕНИЕ", "APPLICATION")
ASKS = Words(
    "Мені медициналық-санитариялық алғашқы көмек алу үшін осы ұйымға тіркеуіңізді сұраймын.",
    "Прошу прикрепить меня к этой организации для получения первичной медико-санитарной помощи.",
    "I ask to be attached to this organisation for primary health care.",
)
DOCUMENTS_HANDED_IN = Words("Құжаттар тапсырылды.", "Документы сданы.", "The documents were handed in.")
ADDRESS = Words("Мекенжайы", "Адрес", "Address")
ORGANISATION_LEFT = Words("Бұрынғы ұйым", "Прежняя организация", "Organisation left")
APPLICANT = Words("Өтініш беруші", "Заявитель", "Applicant")
APPLICANTS_SIGNATURE = Words("Өтініш берушінің қолы", "Подпись заявителя", "Applicant's signature")
DATE = Words("Күні", "Дата", "Date")
CERTIFICATE = Words(
    "ТІРКЕУ ТУРАЛЫ АНЫҚТАМА (ТАЛОН)", "СПРАВКА (ТАЛОН) О ПРИКРЕПЛЕНИИ", "CERTIFICATE (TALON) OF ATTACHMENT"
)
IS_ATTACHED = Words(
    "Медициналық-санитариялық алғашқы көмек алу үшін осы ұйымға тіркелді.",
    "Прикреплён(а) к этой организации для получения первичной медико-санитарной помощи.",
    "Is attached to this organisation for primary health care.",
)
DISTRICT = Words("Учаске", "Участок", "District")
REGISTRY_CLERK = Words("Тіркеу бөлімінің қызметкері", "Сотрудник регистратуры", "Registry clerk")
