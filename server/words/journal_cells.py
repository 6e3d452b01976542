"""The labels of what stands in a journal, and of what a journal is asked; beside those of the forms' fields."""

from server.domain.language import Words

CELL_LABELS: dict[str, Words] = {
    "number": Words("Нөмірі", "Номер", "Number"),
    "received_at": Words("Түскен уақыты", "Время поступления", "Received at"),
    "age": Words("Жасы", "Возраст", "Age"),
    "applicant": Words("Өтініш беруші", "Заявитель", "Applicant"),
    "speciality": Words("Мамандығы", "Специальность", "Speciality"),
    "clerk": Words("Жазған қызметкер", "Кто записал", "Entered by"),
    "certificate_number": Words("Анықтаманың нөмірі", "Номер справки", "Certificate number"),
    "issued_on": Words("Берілген күні", "Дата выдачи", "Date of issue"),
    "issued_by": Words("Кім берді", "Кто выдал", "Issued by"),
    "receipt_number": Words("Чектің нөмірі", "Номер чека", "Receipt number"),
    "told_at": Words("Қашан айтылды", "Когда сообщено", "Told at"),
    "outcome": Words("Нәтижесі", "Чем закончилось", "Outcome"),
    "outcome_at": Words("Нәтиженің уақыты", "Когда закончилось", "Time of the outcome"),
    "arrived": Words("Келді", "Явка", "Arrived"),
    "handed_over_on": Words("Қолға берілген күні", "Когда выдана на руки", "Handed over on"),
    "cells": Words("Жазбаның ұяшықтары", "Графы записи", "Cells of the row"),
    "since": Words("Қай күннен", "С какого дня", "From"),
    "until": Words("Қай күнге дейін", "По какой день", "To"),
    "year": Words("Жылы", "Год", "Year"),
    "form": Words("Файлдың түрі", "Вид файла", "Form of the file"),
}
