// A page like the kiosk's, for a comparison: the same words, colours and sizes as page.html.
import QtQuick 2.15

Rectangle {
    id: root
    width: 1080
    height: 1920
    color: "#f5f2ec"
    property bool home: true
    property string clock: ""

    component Words: Text {
        color: "#1b211e"
        font.family: "Noto Sans CJK SC"
        font.pixelSize: 28
    }
    component Card: Rectangle {
        color: "#ffffff"
        border.color: "#dcd6ca"
        border.width: 2
        radius: 26
    }
    Timer {
        interval: 60000 - Date.now() % 60000
        running: true
        repeat: false
        triggeredOnStart: true
        onTriggered: {
            root.clock = Qt.formatTime(new Date(), "hh:mm");
            interval = 60000 - Date.now() % 60000;
            running = true;
        }
    }
    Row {
        x: 48; y: 30; spacing: 20
        Rectangle {
            width: 56; height: 56; radius: 12; color: "#b92e26"
            Words { anchors.centerIn: parent; text: "邻"; color: "#ffffff"; font.bold: true }
        }
        Words { text: "青禾社区 · 服务站"; font.pixelSize: 32; font.bold: true }
    }
    Words { anchors.right: parent.right; anchors.rightMargin: 48; y: 34; text: "11月21日 周六  " + root.clock }

    Loader {
        x: 48; y: 120; width: 984; height: 1660
        sourceComponent: root.home ? homePage : listPage
    }
    Component {
        id: homePage
        Column {
            spacing: 24
            Words { text: "您好，想办什么？"; font.pixelSize: 60; font.bold: true }
            Words { text: "三步以内办好 · 没有网络也能办" }
            Repeater {
                model: [["修", "报修 · 微心愿", "水电维修、矛盾调解、困难帮扶", "本月办结 42 件，居民认可 39 件"],
                        ["课", "夜课堂 · 活动", "今晚 19:00 电工基础 · 二楼教室", "还有 6 个名额，可当场确认"],
                        ["问", "办事查询", "医保、公租房、居住证、学历补贴", "要带什么、去哪里、什么时候"]]
                Card {
                    width: 984; height: 206
                    Rectangle {
                        x: 36; y: 46; width: 112; height: 112; radius: 24; color: "#e3f0eb"
                        Words { anchors.centerIn: parent; text: modelData[0]; font.pixelSize: 56; color: "#0a5f4d" }
                    }
                    Column {
                        x: 180; y: 30
                        Words { text: modelData[1]; font.pixelSize: 38; font.bold: true }
                        Words { text: modelData[2] }
                        Words { text: modelData[3] }
                    }
                    MouseArea { anchors.fill: parent; onClicked: root.home = false }
                }
            }
            Grid {
                columns: 3; spacing: 24
                Repeater {
                    model: [["我的", "进度、报名、评价"], ["预约", "场地、医生、法律"], ["身边", "15 分钟生活圈"],
                            ["议事", "2 项等您投票"], ["公示", "实事 280 / 299"], ["志愿", "本周缺 3 人"]]
                    Card {
                        width: 312; height: 248
                        Rectangle {
                            x: 30; y: 30; width: 76; height: 76; radius: 20; color: "#e3f0eb"
                            Words { anchors.centerIn: parent; text: modelData[0][0]; font.pixelSize: 40; color: "#0a5f4d" }
                        }
                        Words { x: 30; y: 120; text: modelData[0]; font.pixelSize: 38; font.bold: true }
                        Words { x: 30; y: 184; text: modelData[1] }
                    }
                }
            }
            Rectangle {
                width: 984; height: 86; radius: 20; color: "#e3f0eb"
                Words { x: 32; anchors.verticalCenter: parent.verticalCenter; text: "在线 · 数据更新于 18:40"; color: "#0a5f4d" }
            }
        }
    }
    Component {
        id: listPage
        Item {
            Card {
                width: 150; height: 80; radius: 22
                Words { anchors.centerIn: parent; text: "返回"; font.bold: true }
                MouseArea { anchors.fill: parent; onClicked: root.home = true }
            }
            ListView {
                y: 94; width: 984; height: 1560; clip: true; spacing: 14; model: 500
                delegate: Card {
                    width: 984; height: 128
                    Words { x: 36; y: 20; text: (index + 1) + " 号楼 水龙头漏水 Leaking tap"; font.bold: true }
                    Words { x: 36; y: 64; text: "سۇ جۈمىكى ئېقىۋاتىدۇ · ཆུ་ཁ་ཞིག་རལ།" }
                }
            }
        }
    }
    Rectangle {
        y: 1808; width: 1080; height: 112; color: "#fbf9f5"
        Row {
            x: 48; anchors.verticalCenter: parent.verticalCenter; spacing: 20
            Card { width: 310; height: 80; radius: 22; Words { anchors.centerIn: parent; text: "语言 Language"; font.bold: true } }
            Card { width: 150; height: 80; radius: 22; Words { anchors.centerIn: parent; text: "字 大"; font.bold: true } }
        }
    }
}
